"""The generator: the files that are committed are the ones it writes, the same bytes on every run."""

import pytest

from ce_demo.files.__main__ import write_all
from ce_demo.files.city import FILES


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return [
        {path.relative_to(target): path.read_bytes() for path in write_all(target)}
        for target in (tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("files"))
    ]


@pytest.fixture(scope="module")
def committed():
    return {path.relative_to(FILES): path.read_bytes() for path in FILES.rglob("*") if path.is_file()}


def test_two_runs_write_the_same_bytes(written):
    first, second = written
    assert first == second


def test_the_committed_files_are_all_that_is_written(written, committed):
    assert set(committed) == set(written[0])
    assert sum(len(content) for content in committed.values()) < 3_000_000


def test_the_committed_spreadsheets_are_up_to_date(written, committed):
    # PDFs are left out: their bytes depend on the machine's Pango and HarfBuzz
    stale = [
        path.as_posix() for path, content in committed.items() if path.suffix == ".xlsx" and content != written[0][path]
    ]
    assert stale == [], "run `python -m ce_demo.files` and commit demo/files"
