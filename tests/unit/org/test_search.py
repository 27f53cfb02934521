"""People find their employer by a part of its name, a misspelt name or the beginning of its code (ZB20 一.3)."""

import pytest
from stdnum.cn import uscc


def code_of(number):
    body = f"12370300{number:09d}"
    return body + uscc.calc_check_digit(body)


NAMES = [
    "淄博演示医院",
    "淄博演示医院周村分院",
    "淄博市第一演示医院",
    "张店区演示人民医院",
    "桓台县演示中学",
    "演示（山东）科技有限公司",
    "淄博恒通机械有限公司",
    "博山区演示陶瓷有限公司",
    "淄博𠮷祥演示诊所",
]


@pytest.fixture
def found(city):
    city.load(*(["用人单位", name, code_of(at + 1), None, None] for at, name in enumerate(NAMES)))

    def search(query, **kind):
        answer = city.call("search_units", query=query, **kind)
        return [match["unit"]["name"] for match in answer["matches"]]

    return search


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("淄博演示医院", "淄博演示医院"),
        ("演示医院", "淄博演示医院"),
        ("淄博 演示　医院", "淄博演示医院"),
        ("淄博演式医院", "淄博演示医院"),
        ("演式医院", "淄博演示医院"),
        ("淄搏演示医院", "淄博演示医院"),
        ("淄博演示医完", "淄博演示医院"),
        ("演示(山东)科技", "演示（山东）科技有限公司"),
        ("恒通机械", "淄博恒通机械有限公司"),
        ("𠮷祥", "淄博𠮷祥演示诊所"),
        ("桓台演示中学", "桓台县演示中学"),
        (code_of(5), "桓台县演示中学"),
        (code_of(5)[:17].lower(), "桓台县演示中学"),
    ],
)
def test_the_unit_meant_comes_first(found, query, first):
    assert found(query)[0] == first


def test_exact_comes_before_beginning_before_containing_before_similar(found):
    assert found("淄博演示医院")[:2] == ["淄博演示医院", "淄博演示医院周村分院"]
    assert found("演示医院")[:3] == ["淄博演示医院", "淄博市第一演示医院", "淄博演示医院周村分院"]
    assert found("演示")[0] == "演示（山东）科技有限公司"


def test_an_exact_find_says_100(city, found):
    answer = city.call("search_units", query="桓台县演示中学")
    assert answer["matches"][0]["similarity"] == 100
    assert answer["matches"][0]["unit"]["parent_name"] == "淄博市人力资源和社会保障局"


@pytest.mark.parametrize("query", ["（）", "%%", "_", "' OR 1=1 --", "火星", "0"])
def test_nonsense_finds_nothing_and_breaks_nothing(found, query):
    assert found(query) == []


def test_what_shares_too_little_with_the_query_is_not_shown(found):
    assert found("火星医院基地甲乙丙") == []


def test_at_most_twenty_and_only_of_the_kind_asked_for(city, found):
    city.load(*(["用人单位", f"淄博演示{at}号店", code_of(100 + at), None, None] for at in range(30)))
    assert len(found("淄博演示")) == 20
    assert found("人力资源", kind="UNIT_KIND_EMPLOYER") == []
    assert found("人力资源", kind="UNIT_KIND_HRSS") == ["淄博市人力资源和社会保障局"]


def test_a_unit_that_is_only_proposed_or_was_refused_is_not_found(city, found):
    city.propose("p1", "淄博申请中演示所", 50)
    assert "淄博申请中演示所" not in found("淄博申请中演示所")
