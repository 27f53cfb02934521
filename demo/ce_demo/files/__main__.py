"""Write `demo/files` anew: `python -m ce_demo.files`; every run writes the same bytes."""

from pathlib import Path

from ce_demo.files.city import CITIES, FILES
from ce_demo.files.lists import write_catalogue, write_items, write_staff, write_units
from ce_demo.files.scans import write_scans


def write_all(target: Path) -> list[Path]:
    """Write every file of every city below a folder; return their paths."""
    for city in CITIES:
        folder = target / city.folder
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
        for write in (write_units, write_staff, write_catalogue, write_items, write_scans):
            write(city, folder)
    return sorted(path for path in target.rglob("*") if path.is_file())


if __name__ == "__main__":
    for path in write_all(FILES):
        print(f"{path.stat().st_size:>9,}  {path.relative_to(FILES)}")
