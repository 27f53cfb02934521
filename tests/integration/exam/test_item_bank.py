"""The item bank as its callers meet it: files read and written in processes of their own, sums from PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ce_files.storage import FolderStore
from ce_files.tickets import FileTicket
from ce_kit.errors import ServiceFault
from ce_kit.testing.bus import person

HU = person("hu", ("city_admin", "unit-hrss"))
GIFT = """// [id:T{n}] [tag:年度:2017] [tag:科目:公需科目] [tag:难度:易] [tag:主题:数字政府]
::T{n}::第 {n} 题：数字政府建设的第 {n} 个要点是什么 {{=right ~wrong 1 ~wrong 2}}
"""


@pytest.fixture(scope="module")
def files(own_platform):
    return FolderStore(Path(own_platform.folder) / "files")


@pytest.fixture(scope="module")
def put(files, own_platform):
    def store(text):
        sha256, size = files.put([text.encode()], 1 << 20)
        return FileTicket(sha256, size, "text/plain", "题库.txt", "hu").encode(own_platform.secret.encode())

    return store


def test_a_list_in_gift_is_imported_and_exported_in_every_format(ask, put, files, own_platform):
    ticket = put("\n".join(GIFT.format(n=n) for n in range(5)))
    answer = ask("import_items", HU, file_ticket=ticket)
    assert (answer["format"], answer["counts"], answer["items_compared"]) == ("ITEM_LIST_FORMAT_GIFT", {"NEW": 5}, 5)
    for form in ("XLSX", "MOODLE_XML", "GIFT", "QTI"):
        exported = ask("export_items", HU, year=2017, format=f"ITEM_LIST_FORMAT_{form}")
        found = FileTicket.decode(exported["file_ticket"], own_platform.secret.encode(), "hu")
        assert len(files.get(found.sha256)) == found.size
        again = ask("import_items", HU, file_ticket=exported["file_ticket"], dry_run=True)
        assert (exported["count"], again["counts"]) == (5, {"UNCHANGED": 5})


def test_retired_items_leave_the_pool_once_however_many_press_at_once(ask, put):
    ask("import_items", HU, file_ticket=put("\n".join(GIFT.format(n=n) for n in range(5))))

    def retire(_):
        try:
            return ask("retire_items", HU, year=2017, codes=["T4"], reason="重复")["changed"]
        except ServiceFault as fault:
            return fault.reason

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(retire, range(6)))
    assert outcomes.count(1) == 1
    assert set(outcomes) <= {0, 1, "IMPORT_INTERFERED"}
    items = ask("list_items", HU, year=2017)["items"]
    assert [one["code"] for one in items if one["retired"]] == ["T4"]


def test_statistics_are_summed_up_from_the_database(ask, sit, create):
    exam_id = create(2020)["exam_id"]
    for number, right in enumerate((5, 2, 0)):
        sit(exam_id, f"stat-{number}", right)
    answer = ask("compute_item_statistics", HU, year=2020, category="EXAM_CATEGORY_PUBLIC")
    assert answer["attempts"] >= 3
    found = ask("list_item_statistics", HU, year=2020, page_size=100)["statistics"]
    assert len(found) == answer["items"]
    assert sum(one["exposures"] for one in found) == answer["attempts"] * 5
