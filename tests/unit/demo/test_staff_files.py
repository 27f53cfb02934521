"""The staff lists: 40 rows each, Zibo's with exactly three bad ones."""

from datetime import date

from ce_demo.files.city import CITIES, PROVINCE_CODE, WEIHAI, ZIBO
from ce_demo.files.people import Part, administrators, all_with, refused, staff, the
from ce_identity.domain import id_number
from ce_identity.domain.names import is_name
from ce_identity.domain.staff_list import ID_NUMBER, TEMPLATE, judge


def judged(lines, city):
    return judge(lines(TEMPLATE, city, "staff.xlsx"), date(city.year, 3, 1))


def test_zibo_has_37_good_rows_and_three_bad_ones(lines, problems):
    rows = judged(lines, ZIBO)
    assert len(rows) == 40
    assert sum(not row.problems for row in rows) == 37
    assert problems(rows) == [
        (12, ID_NUMBER, "BAD_ID_NUMBER"),
        (23, ID_NUMBER, "NUMBER_CELL"),
        (36, ID_NUMBER, "DUPLICATE_IN_FILE"),
    ]
    by_number = {row.number: row.problems[0].message for row in rows if row.problems}
    assert "校验位不符" in by_number[12]
    assert "数值格式" in by_number[23]
    assert "与第 9 行" in by_number[36]


def test_weihai_has_40_good_rows(lines, problems):
    rows = judged(lines, WEIHAI)
    assert (len(rows), problems(rows)) == (40, [])


def test_the_index_says_what_the_file_says(lines, city):
    rows = judged(lines, city)
    assert [(row.number, row.name, row.id_number, row.title, row.specialty) for row in rows if not row.problems] == [
        (one.row, one.name, one.id_number, one.title, one.specialty) for one in staff(city)
    ]
    assert [row.started_on.isoformat() for row in rows if not row.problems] == [one.started_on for one in staff(city)]
    assert {row.number: row.problems[0].code for row in rows if row.problems} == {
        number: flaw.value for number, flaw in refused(city).items()
    }


def test_everybody_of_the_story_is_there():
    assert the(Part.WHOLE_YEAR, staff(ZIBO)).name == "王𠮷安"
    assert [one.points for one in all_with(Part.POINTS_TAKEN, staff(WEIHAI))] == [2136, 2000]
    assert the(Part.POINTS_SHORT, staff(WEIHAI)).points < 2000
    assert the(Part.RESTUDIES, staff(WEIHAI)).points == 0
    for city in CITIES:
        assert [one.part for one in administrators(city.code)] == [
            Part.HRSS_ADMIN,
            Part.AUTHORITY_ADMIN,
            Part.EMPLOYER_ADMIN,
        ]
    assert the(Part.TITLE_READER, administrators(PROVINCE_CODE))


def test_rare_characters_stand_in_both_lists():
    assert {"王𠮷安", "林䶮舟"} <= {one.name for one in staff(ZIBO)}
    assert "于䶮" in {one.name for one in staff(WEIHAI)}


def test_nobody_can_have_the_numbers():
    everybody = [*staff(ZIBO), *staff(WEIHAI)]
    for code in (*(city.code for city in CITIES), PROVINCE_CODE):
        everybody += administrators(code)
    numbers = [one.id_number for one in everybody]
    assert len(set(numbers)) == len(numbers) == 85
    for one in everybody:
        assert id_number.parse(one.id_number, date(2019, 1, 1)) == one.id_number
        assert one.id_number.startswith("370000")
        assert is_name(one.name)
