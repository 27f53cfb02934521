"""The PDFs of a city's evidence, as they come out of a scanner."""

from pathlib import Path
from string import Template

from ce_demo.files.city import WEIHAI, ZIBO, City
from ce_demo.files.evidence import CLAIMS, POINTS_PAGE
from ce_demo.files.pages import write_page
from ce_demo.files.people import Part, Person, staff, the
from ce_demo.files.table import DATA


def write_scans(city: City, folder: Path) -> None:
    """Write the city's evidence."""
    if city == ZIBO:
        for claim in CLAIMS:
            _write(city, folder / claim.file, the(Part.WHOLE_YEAR, staff(city)), title=claim.title)
    if city == WEIHAI:
        person = next(person for person in staff(city) if person.points)
        _write(city, folder / POINTS_PAGE, person, points=f"{person.points:,}")


def _write(city: City, path: Path, person: Person, **texts: str) -> None:
    template = Template((DATA / "evidence" / f"{path.stem}.html").read_text("utf-8"))
    about = {"name": person.name, "employer": city.employer, "authority": city.authority, "specialty": person.specialty}
    write_page(path, template.substitute(about, **texts))
