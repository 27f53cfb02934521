"""A clerk builds in the units of a city from a spreadsheet (ZB20 一.2–3)."""

import pytest
from stdnum.cn import uscc

from ce_files.rows import MissingColumn
from ce_kit.errors import PermissionDenied
from ce_kit.testing.bus import person
from ce_org.domain.errors import UnitNotFound


def code_of(number):
    body = f"12370300{number:09d}"
    return body + uscc.calc_check_digit(body)


HEALTH = ["行业主管部门", "淄博市演示卫健委", code_of(1), None, None]
HOSPITAL = ["用人单位", "淄博演示医院", code_of(2), "淄博市演示卫健委", None]
ZHANGDIAN = ["人社部门", "张店区演示人社局", None, None, "370303"]


def statuses(answer):
    return [row["status"] for row in answer["rows"]]


def problems(answer):
    return {row["row"]: [problem["code"] for problem in row["problems"]] for row in answer["rows"] if row["problems"]}


def test_units_are_built_in_below_their_parents(city):
    answer = city.load(HEALTH, HOSPITAL, ["用人单位", "淄博演示私立学校", code_of(3), None, "370303"])
    assert statuses(answer) == ["NEW", "NEW", "NEW"]
    assert answer["counts"] == {"NEW": 3}
    health, hospital, school = (city.row(name) for name in ("淄博市演示卫健委", "淄博演示医院", "淄博演示私立学校"))
    assert [unit["state"] for unit in (health, hospital, school)] == ["PRESET"] * 3
    assert (health["parent_id"], hospital["parent_id"], school["parent_id"]) == (
        city.root_id,
        health["unit_id"],
        city.root_id,
    )
    assert [unit["jurisdiction"] for unit in (health, hospital, school)] == ["370300", "370300", "370303"]
    assert [unit["valid_from"].isoformat() for unit in (health,)] == ["2026-03-02"]
    assert city.units.facts("org.unit.registered.v1")[1:] == []  # built in is not registered
    assert city.units.audits("units.imported")[0]["detail"]["counts"] == {"NEW": 3}


def test_the_order_of_rows_does_not_matter(city):
    assert statuses(city.load(HOSPITAL, HEALTH)) == ["NEW", "NEW"]
    assert city.row("淄博演示医院")["parent_id"] == city.unit_id("淄博市演示卫健委")


def test_a_parent_may_be_named_by_its_code_or_with_other_brackets_and_spaces(city):
    city.load(["行业主管部门", "淄博市演示（综合）委", code_of(1), None, None])
    answer = city.load(
        ["用人单位", "甲演示公司", code_of(2), code_of(1), None],
        ["用人单位", "乙演示公司", code_of(3), "淄博市演示 (综合) 委", None],
    )
    assert statuses(answer) == ["NEW", "NEW"]


def test_a_dry_run_reports_the_same_and_writes_nothing(city):
    before = city.units.rows("unit")
    answer = city.load(HEALTH, HOSPITAL, ["用人单位", "坏", "1", None, None], dry_run=True)
    assert answer["dry_run"] is True
    assert statuses(answer) == ["NEW", "NEW", "REJECTED"]
    assert city.units.rows("unit") == before
    assert city.units.audits("units.imported") == []


def test_repeating_a_file_changes_nothing(city):
    city.load(HEALTH, HOSPITAL)
    before = city.units.rows("unit"), city.units.rows("unit_bigram")
    assert statuses(city.load(HEALTH, HOSPITAL)) == ["UNCHANGED", "UNCHANGED"]
    assert (city.units.rows("unit"), city.units.rows("unit_bigram")) == before


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ([None, "淄博甲演示单位", code_of(5), None, None], "MISSING_KIND"),
        (["施教机构", "淄博甲演示单位", code_of(5), None, None], "UNKNOWN_KIND"),
        (["用人单位", None, code_of(5), None, None], "MISSING_NAME"),
        (["用人单位", "甲", code_of(5), None, None], "BAD_NAME"),
        (["用人单位", "淄博甲演示单位", None, None, None], "MISSING_USCC"),
        (["用人单位", "淄博甲演示单位", code_of(5)[:-1] + "?", None, None], "BAD_USCC"),
        (["用人单位", "淄博甲演示单位", code_of(6)[:-1] + code_of(5)[-1], None, None], "BAD_USCC"),
        (["用人单位", "淄博甲演示单位", 123703000000000051, None, None], "NUMBER_CELL"),
        (["用人单位", "=A1", code_of(5), None, None], "FORMULA_CELL"),
        (["用人单位", "字" * 101, code_of(5), None, None], "TOO_LONG"),
        (["用人单位", "淄博甲演示单位", code_of(5), "无此委员会", None], "UNKNOWN_PARENT"),
        (["用人单位", "淄博甲演示单位", code_of(5), "淄博演示医院", None], "UNKNOWN_PARENT"),
        (["行业主管部门", "淄博甲演示单位", code_of(5), "淄博市演示卫健委", None], "WRONG_PARENT"),
        (["用人单位", "淄博甲演示单位", code_of(5), None, "371002"], "BAD_JURISDICTION"),
        (["用人单位", "淄博甲演示单位", code_of(5), None, "3703"], "BAD_JURISDICTION"),
        (["人社部门", "张店区演示人社局", code_of(5), None, None], "BAD_JURISDICTION"),
        (["用人单位", "淄博另一演示医院", code_of(2), "淄博市演示卫健委", None], "NAME_CONFLICT"),
        (["用人单位", "淄博演示医院", code_of(5), "淄博市演示卫健委", None], "NAME_CONFLICT"),
        (["用人单位", "淄博演示医院", code_of(2), None, None], "UNIT_DIFFERS"),
        (["用人单位", "淄博演示医院", code_of(2), "淄博市演示卫健委", "370302"], "UNIT_DIFFERS"),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_blocks_no_good_one(city, row, code):
    city.load(HEALTH, HOSPITAL)
    answer = city.load(row, ["用人单位", "淄博乙演示单位", code_of(9), None, None])
    assert statuses(answer) == ["REJECTED", "NEW"]
    assert problems(answer) == {2: [code]}
    (problem,) = answer["rows"][0]["problems"]
    assert len(problem["message"]) > 8
    assert city.row("淄博乙演示单位")


def test_a_row_that_comes_twice_is_refused_the_second_time(city):
    answer = city.load(
        HEALTH,
        HOSPITAL,
        HOSPITAL,
        ["行业主管部门", "演示教体局", None, None, None],
        ["行业主管部门", "演示 教体局", None, None, None],
    )
    assert statuses(answer) == ["NEW", "NEW", "REJECTED", "NEW", "REJECTED"]
    assert problems(answer) == {4: ["DUPLICATE_IN_FILE"], 6: ["DUPLICATE_IN_FILE"]}


def test_a_parent_whose_own_row_is_bad_is_unknown(city):
    answer = city.load(["行业主管部门", "淄博市演示卫健委", "123", None, None], HOSPITAL)
    assert problems(answer) == {2: ["BAD_USCC"], 3: ["UNKNOWN_PARENT"]}


def test_a_parent_name_that_two_units_have_is_ambiguous(city):
    city.load(
        ["人社部门", "张店区演示人社局", None, None, "370303"], ["行业主管部门", "演示教体局", code_of(1), None, None]
    )
    city.load(["行业主管部门", "演示教体局", code_of(3), "张店区演示人社局", None])
    answer = city.load(["用人单位", "演示小学", code_of(4), "演示教体局", None])
    assert problems(answer) == {2: ["AMBIGUOUS_PARENT"]}
    assert statuses(city.load(["用人单位", "演示小学", code_of(4), code_of(3), None])) == ["NEW"]
    assert city.row("演示小学")["jurisdiction"] == "370303"


def test_unknown_columns_are_named_and_missing_ones_refused(city):
    answer = city.load(["行业主管部门", "演示教体局", "0533"], header=["类别", "单位名称", "联系电话"])
    assert (statuses(answer), answer["unknown_columns"]) == (["NEW"], ["联系电话"])
    with pytest.raises(MissingColumn, match="类别"):
        city.load(["演示教体局"], header=["名称"])


def test_only_the_administrator_of_that_hrss_unit_or_one_above_may_import(city, nothing):
    city.load(ZHANGDIAN)
    county = city.unit_id("张店区演示人社局")
    for actor in (
        person("x", ("hrss_admin", county)),
        person("x", ("authority_admin", city.root_id)),
        person("x", ("hrss_admin", nothing)),
    ):
        with pytest.raises(PermissionDenied):
            city.load(HEALTH, actor=actor)
    answer = city.load(["行业主管部门", "演示教体局", code_of(1), None, None], hrss_id=county)
    assert statuses(answer) == ["NEW"]
    assert city.row("演示教体局")["parent_id"] == county
    with pytest.raises(UnitNotFound):
        city.load(HEALTH, hrss_id=nothing)


def test_a_county_list_cannot_reach_into_another_county(city):
    city.load(
        ["人社部门", "张店区演示人社局", None, None, "370303"], ["人社部门", "周村区演示人社局", None, None, "370306"]
    )
    answer = city.load(
        ["行业主管部门", "演示教体局", code_of(1), "周村区演示人社局", None],
        ["行业主管部门", "演示卫健局", code_of(2), None, "370306"],
        hrss_id=city.unit_id("张店区演示人社局"),
    )
    assert problems(answer) == {2: ["UNKNOWN_PARENT"], 3: ["BAD_JURISDICTION"]}
