"""An employer imports its staff from a spreadsheet (BZ21 三(二)): real files, every cell judged, nothing guessed."""

import datetime as dt
from dataclasses import replace

import pytest

from ce_files.rows import MissingColumn, UnreadableFile
from ce_files.testing import xlsx
from ce_files.tickets import BadFileTicket
from ce_identity.domain.errors import EmployerNotFound
from ce_kit.errors import PermissionDenied
from ce_kit.ids import new_id
from ce_kit.testing.bus import person

HOSPITAL, SCHOOL = "unit-hospital", "unit-school"
HEADER = ["姓名", "身份证号", "职称", "从事专业", "入职日期"]


def statuses(answer):
    return [row["status"] for row in answer["rows"]]


def problems(answer):
    return {row["row"]: [problem["code"] for problem in row["problems"]] for row in answer["rows"] if row["problems"]}


def everything(identity, *leave_out):
    return {name: identity.units.rows(name) for name in identity.units.kind.metadata.tables if name not in leave_out}


def test_good_rows_become_persons_on_the_staff(identity, number):
    answer = identity.load(
        ["𠮷䶮", number(1), "主治医师", "内科", dt.date(2019, 8, 1)],
        ["买买提•艾力", number(2).lower(), None, None, None],
    )
    assert answer["counts"] == {"NEW": 2}
    assert answer["rows"][0] == {
        "row": 2,
        "status": "NEW",
        "subject": "𠮷䶮 3703************" + number(1)[-2:],
        "problems": [],
    }
    facts = identity.units.facts("identity.staff.imported.v1")
    assert [fact["data"] for fact in facts] == [
        {
            "person_id": identity.person_id(1),
            "name": "𠮷䶮",
            "employer_id": HOSPITAL,
            "title": "主治医师",
            "specialty": "内科",
            "started_on": "2019-08-01",
        },
        {
            "person_id": identity.person_id(2),
            "name": "买买提·艾力",
            "employer_id": HOSPITAL,
            "title": "",
            "specialty": "",
            "started_on": "",
        },
    ]
    assert [fact["data"]["source"] for fact in identity.units.facts("identity.person.registered.v1")] == ["import"] * 2
    (audit,) = identity.units.audits("staff.imported")
    assert (audit["actor_id"], audit["subject"], audit["detail"]["counts"]) == ("hospital", HOSPITAL, {"NEW": 2})
    assert identity.units.rows("staff_import")[0]["import_id"] == answer["import_id"]


def test_the_same_file_again_changes_nothing(identity, number):
    rows = [["张三", number(1), "讲师", "教育", "2020-03-01"], ["李四", number(2), None, None, None]]
    identity.load(*rows)
    before = everything(identity, "staff_import", "audit", "audit_head")
    assert statuses(identity.load(*rows)) == ["UNCHANGED"] * 2
    assert everything(identity, "staff_import", "audit", "audit_head") == before


def test_a_dry_run_says_the_same_and_writes_nothing(identity, number):
    identity.load(["张三", number(1), "讲师", "教育", "2020-03-01"])
    before = everything(identity)
    rows = [
        ["张三", number(1), "讲师", "教育", "2020-03-01"],
        ["张三", number(2), None, None, None],
        ["李四", "1", None, None, None],
    ]
    answer = identity.load(*rows, dry_run=True)
    assert everything(identity) == before
    assert (answer["dry_run"], answer["import_id"]) == (True, "")
    assert statuses(answer) == statuses(identity.load(*rows)) == ["UNCHANGED", "NEW", "REJECTED"]


def test_what_a_later_list_says_anew_is_told_with_a_higher_version(identity, number):
    identity.load(["张三", number(1), "讲师", "教育", "2020-03-01"])
    assert statuses(identity.load(["张三", number(1), "副教授", "教育", "2020-03-01"])) == ["UPDATED"]
    assert statuses(identity.load(["张三", number(1), "教授", "教育", "2020-03-01"])) == ["UPDATED"]
    facts = identity.units.facts("identity.staff.imported.v1")
    assert [(fact["version"], fact["data"]["title"]) for fact in facts] == [(1, "讲师"), (2, "副教授"), (3, "教授")]
    assert len(identity.units.facts("identity.person.registered.v1")) == 1


def test_what_a_list_leaves_empty_or_out_stays(identity, number):
    identity.load(["张三", number(1), "讲师", "教育", "2020-03-01"])
    assert statuses(identity.load(["张三", number(1), None, "教育", None])) == ["UNCHANGED"]
    assert statuses(identity.load(["张三", number(1)], header=["姓名", "身份证号"])) == ["UNCHANGED"]
    assert statuses(identity.load(["张三", number(1), "教授"], header=["姓名", "身份证号", "职称"])) == ["UPDATED"]
    told = identity.units.facts("identity.staff.imported.v1")[-1]["data"]
    assert (told["title"], told["specialty"], told["started_on"]) == ("教授", "教育", "2020-03-01")


def test_a_person_may_be_on_two_lists(identity, number):
    identity.load(["张三", number(1), "讲师", None, None])
    answer = identity.load(["张三", number(1), "校医", None, None], employer_id=SCHOOL, actor=identity.school)
    assert statuses(answer) == ["LINKED"]
    assert [fact["data"]["employer_id"] for fact in identity.units.facts("identity.staff.imported.v1")] == [
        HOSPITAL,
        SCHOOL,
    ]
    assert statuses(identity.load(["张三", number(1), "讲师", None, None])) == ["UNCHANGED"]


def test_whoever_registered_themselves_is_linked_and_keeps_the_password(identity, number):
    identity.signed_up("张三", 1)
    assert statuses(identity.load(["张三", number(1), None, None, None])) == ["LINKED"]
    assert identity.sign_in(1)


class TestBadRows:
    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"姓名": None}, "MISSING_NAME"),
            ({"姓名": "张"}, "BAD_NAME"),
            ({"姓名": "张三1"}, "BAD_NAME"),
            ({"姓名": "=B2"}, "FORMULA_CELL"),
            ({"姓名": "字" * 101}, "TOO_LONG"),
            ({"身份证号": None}, "MISSING_ID_NUMBER"),
            ({"身份证号": "37030319900101001"}, "BAD_ID_NUMBER"),
            ({"身份证号": "370303199013010019"}, "BAD_ID_NUMBER"),
            ({"身份证号": 370303199001010010}, "NUMBER_CELL"),
            ({"身份证号": '="370303"&"199001010010"'}, "FORMULA_CELL"),
            ({"身份证号": "#N/A"}, "ERROR_CELL"),
            ({"职称": "=1+1"}, "FORMULA_CELL"),
            ({"从事专业": "字" * 101}, "TOO_LONG"),
            ({"入职日期": "去年"}, "BAD_DATE"),
            ({"入职日期": "2020-02-30"}, "BAD_DATE"),
            ({"入职日期": "2026-03-03"}, "BAD_DATE"),
            ({"入职日期": "1949-12-31"}, "BAD_DATE"),
            ({"入职日期": 43891}, "BAD_DATE"),
        ],
    )
    def test_each_says_what_is_wrong_and_blocks_no_good_one(self, identity, number, cells, code):
        bad = {**dict(zip(HEADER, ["张三", number(1), "讲师", "教育", "2020-03-01"], strict=True)), **cells}
        answer = identity.load(list(bad.values()), ["李四", number(2), None, None, None])
        assert statuses(answer) == ["REJECTED", "NEW"]
        assert problems(answer) == {2: [code]}
        (problem,) = answer["rows"][0]["problems"]
        assert problem["column"] == next(iter(cells))
        assert len(problem["message"]) > 6
        assert [row["name"] for row in identity.units.rows("person")] == ["李四"]

    def test_a_broken_check_digit_is_told_without_the_number(self, identity, number):
        broken = number(1)[:-1] + ("0" if number(1)[-1] != "0" else "1")
        answer = identity.load(["张三", broken, None, None, None])
        assert "校验位" in answer["rows"][0]["problems"][0]["message"]
        assert broken not in str(everything(identity)) + str(answer)

    def test_all_problems_of_a_row_are_told_at_once(self, identity):
        answer = identity.load(["张", "1", "=1", None, "昨天"])
        assert problems(answer) == {2: ["FORMULA_CELL", "BAD_NAME", "BAD_ID_NUMBER", "BAD_DATE"]}

    def test_a_repeated_number_is_refused_the_second_time(self, identity, number):
        answer = identity.load(
            ["张三", number(1), None, None, None],
            ["李四", number(2), None, None, None],
            ["张三", f" {number(1)} ", None, None, None],
        )
        assert problems(answer) == {4: ["DUPLICATE_IN_FILE"]}
        assert "第 2 行" in answer["rows"][2]["problems"][0]["message"]
        assert answer["counts"] == {"NEW": 2, "REJECTED": 1}

    def test_another_name_is_refused_and_the_registered_one_not_revealed(self, identity, number):
        identity.load(["欧阳娜娜", number(1), "讲师", None, None])
        answer = identity.load(["张三", number(1), "教授", None, None], employer_id=SCHOOL, actor=identity.school)
        assert problems(answer) == {2: ["NAME_MISMATCH"]}
        assert not set("欧阳娜") & set(str(answer))
        assert "讲师" not in str(answer)

    @pytest.mark.parametrize(
        "text",
        [
            "2020-03-01",
            "2020/3/1",
            "2020.03.01",
            "2020年3月1日",
            "20200301",
            " 2020 - 3 - 1 ",
            dt.datetime(2020, 3, 1, 9),
        ],
    )
    def test_days_may_be_written_in_many_ways(self, identity, number, text):
        assert statuses(identity.load(["张三", number(1), None, None, text])) == ["NEW"]
        assert identity.units.facts("identity.staff.imported.v1")[0]["data"]["started_on"] == "2020-03-01"


class TestFiles:
    def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(self, identity, number):
        answer = identity.load([number(1), "0533", "张三"], header=["公民身份号码*", "联系电话", "姓 名"])
        assert statuses(answer) == ["NEW"]
        assert answer["unknown_columns"] == ["联系电话"]

    def test_a_missing_column_is_refused_with_the_template(self, identity):
        with pytest.raises(MissingColumn, match=r"缺少：身份证号.*入职日期"):
            identity.load(["张三"], header=["姓名"])

    def test_a_list_without_rows_does_nothing(self, identity):
        assert identity.load()["counts"] == {}

    @pytest.mark.parametrize("content", [b"%PDF-1.7 no sheet", b"PK\x03\x04", b""])
    def test_what_is_no_spreadsheet_is_refused(self, identity, content):
        ticket = identity.sheets.upload(content, "hospital")
        with pytest.raises(UnreadableFile):
            identity.call("import_staff", identity.hospital, employer_id=HOSPITAL, file_ticket=ticket)

    def test_a_file_of_somebody_else_is_not_read(self, identity, number):
        ticket = identity.sheets.upload(xlsx(HEADER, [["张三", number(1), None, None, None]]), "somebody")
        with pytest.raises(BadFileTicket):
            identity.call("import_staff", identity.hospital, employer_id=HOSPITAL, file_ticket=ticket)


class TestWhoImports:
    @pytest.mark.parametrize("by", ["hospital", "authority", "clerk"])
    def test_the_employer_and_those_above(self, identity, number, by):
        actor = getattr(identity, by)
        assert statuses(identity.load(["张三", number(1), None, None, None], actor=actor)) == ["NEW"]

    @pytest.mark.parametrize(
        "actor",
        [
            person("school", ("employer_admin", SCHOOL)),
            person("reader", ("title_reader", "unit-hrss")),
            person("x", ("employer_admin", "unit-nowhere")),
        ],
        ids=["another employer", "a reader", "nowhere"],
    )
    def test_nobody_else(self, identity, number, actor):
        for dry_run in (True, False):
            with pytest.raises(PermissionDenied):
                identity.load(["张三", number(1), None, None, None], actor=actor, dry_run=dry_run)
        assert identity.units.rows("person") == []

    def test_only_employers_have_staff(self, identity, number):
        with pytest.raises(EmployerNotFound):
            identity.load(["张三", number(1), None, None, None], actor=identity.authority, employer_id="unit-health")


def test_a_large_file_is_imported_whole_and_again_changes_nothing(identity, number):
    """More rows than one statement takes."""
    rows = [
        [
            f"张{chr(0x4E00 + at % 5000)}",
            number(at % 1000, born=f"19{70 + at // 1000}0101"),
            "讲师",
            "教育" * 20,
            "2020-03-01",
        ]
        for at in range(1500)
    ]
    assert identity.load(*rows)["counts"] == {"NEW": 1500}
    assert identity.load(*rows)["counts"] == {"UNCHANGED": 1500}


def test_of_two_imports_at_once_the_slower_links_whom_the_faster_made(identity, number):
    """Between reading who is known and adding who is not, a rival adds two of three, one under another name."""

    class Raced(identity.units.kind):
        def open(self, connection):
            super().open(connection)
            add_missing = self.people.add_missing

            def race(persons):
                names = {"张三": "张三", "李四": "别名"}
                add_missing(
                    [replace(one, person_id=new_id(), name=names[one.name]) for one in persons if one.name in names]
                )
                return add_missing(persons)

            self.people.add_missing = race

    identity.units.kind = Raced
    names = ["张三", "李四", "王五"]
    answer = identity.load(*([name, number(at), None, None, None] for at, name in enumerate(names, start=1)))
    assert statuses(answer) == ["LINKED", "REJECTED", "NEW"]
    assert problems(answer) == {3: ["NAME_MISMATCH"]}
    assert len(identity.units.rows("person")) == 3
    assert [fact["data"]["name"] for fact in identity.units.facts("identity.staff.imported.v1")] == ["张三", "王五"]
    assert len(identity.units.facts("identity.person.registered.v1")) == 1
