"""Names, codes and territories of units."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ce_org.domain import credit_code, jurisdiction
from ce_org.domain.errors import (
    BadJurisdiction,
    BadUnitName,
    BadUscc,
    ParentNotRegistered,
    UnitAlreadyRegistered,
    WrongParent,
)
from ce_org.domain.names import bigrams, clean_name, name_key, similarity
from ce_org.domain.unit import Branch, Unit, UnitKind, UnitState

GOOD = "12370300000000001W"


def a_unit(kind=UnitKind.EMPLOYER, state=UnitState.REGISTERED, **fields):
    values = {"unit_id": "u", "name": "演示单位", "uscc": "", "parent_id": "p", "jurisdiction": "370300", **fields}
    return Unit(kind=kind, state=state, valid_from=date(2026, 3, 2), **values)


class TestCreditCode:
    def test_a_good_code_is_brought_into_canonical_form(self):
        body = "12370300000000001"
        code = body + uscc.calc_check_digit(body)
        assert credit_code.parse(f" {code[:8]} {code[8:].lower()} ") == code
        assert credit_code.parse("".join(chr(ord(character) + 0xFEE0) for character in code)) == code  # full width

    @pytest.mark.parametrize("first", "ANY")
    def test_registrars_with_letters_are_valid(self, first):
        body = f"{first}2370300MF0000001"
        code = body + uscc.calc_check_digit(body)
        assert credit_code.parse(code) == code

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("1237030000000000", "18 位，填写了 16 位"),
            ("", "填写了 0 位"),
            ("1237030000000000IW", "不含 I、O、S、V、Z"),
            ("12X70300000000001W", "第 3 至 8 位为数字"),
            ("12370300٠000000٠1W", "由数字"),
        ],
    )
    def test_a_bad_form_is_told(self, text, message):
        with pytest.raises(BadUscc, match=message):
            credit_code.parse(text)

    @given(st.integers(0, 10**9 - 1), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
    def test_any_one_wrong_character_is_found(self, number, at, wrong):
        body = f"12370300{number:09d}"
        code = body + uscc.calc_check_digit(body)
        damaged = code[:at] + wrong + code[at + 1 :]
        if damaged == code:
            assert credit_code.parse(damaged) == code
        else:
            with pytest.raises(BadUscc):
                credit_code.parse(damaged)


class TestJurisdiction:
    @pytest.mark.parametrize(
        ("above", "code", "covered"),
        [
            ("370000", "370300", True),
            ("370300", "370302", True),
            ("370302", "370302", True),
            ("370302", "370303", False),
            ("370302", "370300", False),
            ("370300", "371000", False),
            ("371600", "371681", True),
        ],
    )
    def test_a_territory_covers_itself_and_what_lies_within(self, above, code, covered):
        assert jurisdiction.covers(above, code) is covered

    def test_without_one_of_its_own_a_unit_has_that_of_the_unit_above(self):
        assert jurisdiction.within("370302") == "370302"

    @pytest.mark.parametrize("code", ["3703", "3703020", "37030a", "070302", "371002"])
    def test_what_is_no_code_or_lies_elsewhere_is_refused(self, code):
        with pytest.raises(BadJurisdiction):
            jurisdiction.within("370300", code)


class TestNames:
    def test_names_are_compared_without_width_space_case_and_brackets(self):
        assert name_key("淄博 演示（集团）ＡＢ公司") == name_key("淄博演示(集团)ab公司") == "淄博演示集团ab公司"

    def test_rare_characters_stay_themselves(self):
        assert name_key("淄博𠮷䶮医院") == "淄博𠮷䶮医院"
        assert bigrams("𠮷䶮院") == {"𠮷䶮", "䶮院"}

    @pytest.mark.parametrize("text", ["", "甲", "字" * 101, "12345", "演示\u200b医院", "演示\u0007医院"])
    def test_what_is_no_name_is_refused(self, text):
        with pytest.raises(BadUnitName):
            clean_name(text)

    @pytest.mark.parametrize("text", ["甲乙", "字" * 100, "A2", "演示（山东）有限公司", "𠮷䶮堂"])
    def test_what_is_a_name_is_kept_as_it_stands(self, text):
        assert clean_name(f" {text}\t") == text

    @given(st.text("淄博演示医院市第一二", max_size=12), st.text("淄博演示医院市第一二", max_size=12))
    def test_similarity_is_symmetric_and_bounded(self, one, other):
        assert similarity(one, other) == similarity(other, one)
        assert 0 <= similarity(one, other) <= 100
        assert not one or similarity(one, one) == 100


class TestTree:
    @pytest.mark.parametrize(
        ("kind", "parent", "allowed"),
        [
            (UnitKind.AUTHORITY, UnitKind.HRSS, True),
            (UnitKind.EMPLOYER, UnitKind.AUTHORITY, True),
            (UnitKind.EMPLOYER, UnitKind.HRSS, True),  # no authority: the local HRSS reviews, BZ21 三(二)
            (UnitKind.HRSS, UnitKind.HRSS, True),  # a county's below the city's, ZB20 一.1
            (UnitKind.HRSS, UnitKind.AUTHORITY, False),
            (UnitKind.AUTHORITY, UnitKind.AUTHORITY, False),
            (UnitKind.EMPLOYER, UnitKind.EMPLOYER, False),
            (UnitKind.AUTHORITY, UnitKind.EMPLOYER, False),
        ],
    )
    def test_what_may_stand_below_what(self, kind, parent, allowed):
        if allowed:
            a_unit(kind).check_may_stand_below(a_unit(parent))
        else:
            with pytest.raises(WrongParent):
                a_unit(kind).check_may_stand_below(a_unit(parent))

    @pytest.mark.parametrize("state", [UnitState.PRESET, UnitState.PENDING, UnitState.CLOSED])
    def test_nothing_registers_below_a_unit_that_is_not_registered(self, state):
        with pytest.raises(ParentNotRegistered, match="ZB20 一") as error:
            a_unit(state=state, name="演示委员会").check_registered()
        assert "演示委员会" in error.value.message

    def test_a_unit_registers_once(self):
        unit = a_unit(state=UnitState.PRESET)
        unit.register()
        assert (unit.state, unit.version) == (UnitState.REGISTERED, 1)
        with pytest.raises(UnitAlreadyRegistered):
            unit.register()

    def test_a_scope_covers_the_unit_and_everything_below_and_nothing_beside_or_above(self):
        authority, hrss = a_unit(UnitKind.AUTHORITY, unit_id="a"), a_unit(UnitKind.HRSS, unit_id="h")
        branch = Branch((a_unit(unit_id="e"), authority, hrss))
        assert [branch.lies_within({scope}) for scope in ("e", "a", "h", "x")] == [True, True, True, False]
        assert not branch.lies_within(set())
        assert branch.nearest(UnitKind.HRSS).unit_id == "h"
        assert Branch((hrss,)).nearest(UnitKind.AUTHORITY) is None
