"""The item bank beside the template: other formats, likeness, export, retirement."""

import base64
import io
import zipfile

import pytest

from ce_exam.domain.item import Category
from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HU = person("hu", ("city_admin", "unit-hrss"))
FORMATS = ("XLSX", "MOODLE_XML", "GIFT", "QTI")
GIFT = """
$CATEGORY: 题库/信息化

// [id:G1] [tag:年度:2026] [tag:科目:公需科目] [tag:难度:易]
::G1::信息技术的核心是什么 {=数据 ~算盘 ~毛笔}

::G2::下列哪些属于信息化 {~%50%数字政府 ~%50%智慧医疗 ~%-100%手工账}

::G3::填空题 {=答案}
"""


def bring(exams, content, **payload):
    ticket = exams.item_lists.upload(content if isinstance(content, bytes) else content.encode(), "hu")
    return exams.call("import_items", HU, file_ticket=ticket, **payload)


def pool(exams, category=Category.PUBLIC):
    with exams.units() as uow:
        return {item.code: item for item in uow.items.pool(2026, category).items}


def export(exams, form, **payload):
    answer = exams.call("export_items", HU, format=f"ITEM_LIST_FORMAT_{form}", year=2026, **payload)
    return answer, exams.files.written[answer["file_ticket"]]


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value


def warnings(answer):
    return [(row["row"], one["code"]) for row in answer["rows"] for one in row.get("warnings", [])]


class TestFormats:
    def test_what_a_format_cannot_say_is_taken_from_the_defaults(self, exams):
        answer = bring(
            exams,
            GIFT,
            defaults={"year": 2026, "category": "EXAM_CATEGORY_PUBLIC", "difficulty": "DIFFICULTY_HARD"},
        )
        assert (answer["format"], answer["counts"]) == ("ITEM_LIST_FORMAT_GIFT", {"NEW": 2, "REJECTED": 1})
        found = pool(exams)
        assert (found["G1"].difficulty, found["G2"].difficulty) == ("easy", "hard")  # the file is stronger
        assert {item.topic for item in found.values()} == {"信息化"}
        assert found["G2"].answer == "AB"

    def test_without_defaults_each_row_says_what_it_lacks(self, exams):
        answer = bring(exams, GIFT)
        second = answer["rows"][1]["problems"]
        assert {one["column"] for one in second} >= {"年度", "科目", "难度"}
        assert answer["counts"] == {"NEW": 1, "REJECTED": 2}

    @pytest.mark.parametrize("form", FORMATS)
    def test_what_was_exported_changes_nothing_when_it_is_imported_again(self, bank, form):
        exported, content = export(bank, form)
        assert exported["count"] == 22
        answer = bring(bank, content)
        assert (answer["format"], answer["counts"]) == (f"ITEM_LIST_FORMAT_{form}", {"UNCHANGED": 22})

    @pytest.mark.parametrize("form", FORMATS)
    def test_what_was_exported_fills_another_platforms_bank(self, bank, exams, form):
        _, content = export(bank, form)
        assert bring(exams, content)["counts"] == {"NEW": 22}
        before, after = pool(bank), pool(exams)
        assert {code: item.content_sha256 for code, item in before.items()} == {
            code: item.content_sha256 for code, item in after.items()
        }

    @pytest.mark.parametrize(
        "content",
        [
            b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
            b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz>&x;</quiz>',
            b"<quiz><question></quiz>",
            b"PK\x03\x04 no archive",
            b"\xff\xff\xff",
        ],
    )
    def test_files_that_attack_or_are_broken_are_refused_and_write_nothing(self, exams, content):
        assert refusal(bring, exams, content).reason == "UNREADABLE_FILE"
        assert exams.units.rows("item_version") == []

    def test_an_archive_that_unpacks_to_too_much_is_refused(self, exams):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("imsmanifest.xml", "<manifest/>")
            archive.writestr("bomb.xml", b"0" * (201 << 20))
        assert len(file.getvalue()) < 1 << 20
        assert "200 MB" in refusal(bring, exams, file.getvalue()).message


class TestLikeness:
    LONG = "专业技术人员继续教育的公需科目每年不少于多少学时"

    def row(self, code, stem):
        return [code, 2026, "公需科目", "单选", "易", stem, "三十", "六十", "九十", "", "A"]

    def test_a_row_like_an_item_of_the_bank_is_told_and_taken(self, exams):
        exams.import_items(self.row("A1", self.LONG))
        answer = exams.import_items(self.row("A2", f"{self.LONG}？"))
        assert (answer["counts"], answer["items_compared"]) == ({"NEW": 1}, 2)
        (warning,) = answer["rows"][0]["warnings"]
        assert (warning["code"], "2026 年度 A1" in warning["message"]) == ("LIKE_ANOTHER", True)

    def test_of_two_alike_rows_of_a_file_the_later_one_is_told(self, exams):
        answer = exams.import_items(self.row("A1", self.LONG), self.row("A2", f"{self.LONG}？"))
        assert warnings(answer) == [(3, "LIKE_ANOTHER")]

    def test_an_item_is_not_like_its_own_last_version(self, exams):
        exams.import_items(self.row("A1", self.LONG))
        answer = exams.import_items(self.row("A1", f"{self.LONG}呢"))
        assert (answer["counts"], warnings(answer)) == ({"CHANGED": 1}, [])

    def test_different_questions_are_not_alike(self, exams):
        exams.import_items(self.row("A1", self.LONG))
        assert warnings(exams.import_items(self.row("A2", "山东省的省会是哪一座城市请选出一个来"))) == []


class TestRetirement:
    def retire(self, exams, *codes, **payload):
        return exams.call("retire_items", HU, year=2026, codes=list(codes), **{"reason": "答案有争议", **payload})

    def test_a_retired_item_is_on_no_new_paper_and_on_old_ones_it_stays(self, bank):
        exam_id = bank.create(blueprint=[{"difficulty": "DIFFICULTY_HARD", "count": 3}])["exam_id"]
        started = bank.start(exam_id)
        stems = {one["stem"][:3] for one in started["paper"]["questions"]}
        victim = min(stems)
        assert self.retire(bank, victim) == {"changed": 1}
        assert victim not in pool(bank)
        assert {one["stem"][:3] for one in bank.start(exam_id)["paper"]["questions"]} == stems
        other = bank.start(exam_id, "wang")
        assert victim not in {one["stem"][:3] for one in other["paper"]["questions"]}
        (audit,) = bank.units.audits("items.retired")
        assert audit["detail"] == {"codes": [victim], "reason": "答案有争议"}

    def test_it_comes_back_and_every_decision_stays_on_record(self, bank):
        self.retire(bank, "E00")
        assert self.retire(bank, "E00") == {"changed": 0}
        assert self.retire(bank, "E00", reinstate=True, reason="已核对") == {"changed": 1}
        assert "E00" in pool(bank)
        rows = bank.units.rows("item_retirement")
        assert [(one["number"], one["retired"], one["decided_by"]) for one in rows] == [
            (1, True, "hu"),
            (2, False, "hu"),
        ]

    def test_an_exam_that_is_not_over_must_be_able_to_fill_its_papers(self, bank):
        bank.create(blueprint=[{"difficulty": "DIFFICULTY_HARD", "count": 4}])
        assert refusal(self.retire, bank, "H00").reason == "POOL_TOO_SMALL"
        assert "H00" in pool(bank)
        bank.set_time("2026-04-01T00:00:00")
        assert self.retire(bank, "H00") == {"changed": 1}

    def test_a_new_version_of_a_retired_item_stays_out_and_says_so(self, bank):
        self.retire(bank, "E00")
        row = ["E00", 2026, "公需科目", "单选", "易", "新题干", "right", "wrong", "", "", "A"]
        answer = bank.import_items(row)
        assert (answer["counts"], warnings(answer)) == ({"CHANGED": 1}, [(2, "RETIRED")])
        assert "E00" not in pool(bank)

    def test_unknown_codes_are_named(self, bank):
        assert "X9" in refusal(self.retire, bank, "E00", "X9").message
        assert bank.units.rows("item_retirement") == []

    def test_exports_leave_retired_items_out_unless_they_are_asked_for(self, bank):
        self.retire(bank, "E00", "E01")
        assert export(bank, "XLSX")[0]["count"] == 20
        assert export(bank, "XLSX", with_retired=True)[0]["count"] == 22


class TestListing:
    def test_items_are_listed_by_code_in_pages(self, bank):
        TestRetirement().retire(bank, "E01")
        first = bank.call("list_items", HU, year=2026, page_size=2)
        assert [(one["code"], one["retired"]) for one in first["items"]] == [("E00", False), ("E01", True)]
        assert first["items"][0]["answer"] == "B"
        second = bank.call("list_items", HU, year=2026, page_size=20, page_token=first["next_page_token"])
        assert (len(second["items"]), second["next_page_token"]) == (20, "")

    def test_nothing_to_export_is_refused(self, exams):
        assert refusal(export, exams, "GIFT").reason == "ITEM_NOT_FOUND"

    def test_an_export_is_audited(self, bank):
        export(bank, "GIFT")
        (audit,) = bank.units.audits("items.exported")
        assert (audit["actor_id"], audit["detail"]["count"]) == ("hu", 22)


def test_a_list_in_gb18030_is_read(exams):
    content = GIFT.encode("gb18030")
    assert base64.b64encode(content) != base64.b64encode(GIFT.encode())
    assert bring(exams, content)["counts"]["NEW"] == 1
    assert pool(exams)["G1"].options == ("数据", "算盘", "毛笔")
