"""Generate Python messages and stubs from proto/ce into proto/gen; with --check only tell whether they are current."""

import filecmp
import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from grpc_tools import protoc

ROOT = Path(__file__).resolve().parent.parent / "proto"


def generate(target: Path) -> None:
    """Write the generated code of every .proto file below proto/ce into `target`."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ce").rglob("*.proto"))
    well_known = str(files("grpc_tools") / "_proto")
    options = [f"--python_out={target}", f"--pyi_out={target}", f"--grpc_python_out={target}"]
    if protoc.main(["protoc", f"-I{ROOT}", f"-I{well_known}", *options, *sources]) != 0:
        raise SystemExit("protoc failed")
    for stub in target.rglob("*_pb2_grpc.py"):
        if "class " not in stub.read_text():  # files with messages only
            stub.unlink()


def main() -> None:
    """Generate, or compare with what is committed."""
    current = ROOT / "gen"
    if "--check" not in sys.argv:
        shutil.rmtree(current, ignore_errors=True)
        current.mkdir()
        generate(current)
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        generate(fresh)
        names = {path.relative_to(fresh) for path in fresh.rglob("*.py*") if "__pycache__" not in path.parts}
        present = {path.relative_to(current) for path in current.rglob("*.py*") if "__pycache__" not in path.parts}
        stale = sorted(
            str(name)
            for name in names | present
            if name not in names & present or not filecmp.cmp(fresh / name, current / name, shallow=False)
        )
        if stale:
            raise SystemExit(f"generated code is not current, run `make proto`: {', '.join(stale)}")


if __name__ == "__main__":
    main()
