"""Item lists in four formats: what is written reads back the same, what is not ours is read or refused, and told."""

import base64
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_exam.adapters.formats.markup import flatten_html
from ce_exam.adapters.formats.read import format_of, read_items
from ce_exam.adapters.formats.safe_xml import RefusedXml, parse_xml
from ce_exam.adapters.formats.write import write_items
from ce_exam.domain.item import LABELS, TRUE_OR_FALSE, Category, Difficulty, Item, ItemKind
from ce_exam.domain.item_list import judge, lines_of

FORMATS = ("xlsx", "moodle_xml", "gift", "qti")
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
AWKWARD = st.sampled_from(
    ["~", "=", "#", "{", "}", ":", "\\", "\\n", "%50%", "->", "::", "//", "[html]", "$CATEGORY:", "<b>", "&lt;", "<",
     "&", "T", "TRUE", "\n", "  ", "]", "[tag:难度:难]", "=1+1", "@", "'", '"', "𠮷", "䶮", "_x0041_", "A、B"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(LETTERS, AWKWARD), min_size=1, max_size=12).map(lambda parts: "".join(parts).strip())
ONE_LINE = TEXTS.map(lambda text: " ".join(text.split()))


@st.composite
def items(draw_from):
    kind = draw_from(st.sampled_from(ItemKind))
    options = TRUE_OR_FALSE
    if kind is not ItemKind.JUDGEMENT:
        options = tuple(draw_from(st.lists(TEXTS.filter(bool), min_size=2, max_size=6, unique=True)))
    letters = LABELS[: len(options)]
    size = {"min_size": 2} if kind is ItemKind.MULTIPLE else {"min_size": 1, "max_size": 1}
    return Item(
        "v1",
        draw_from(st.integers(2000, 2100)),
        draw_from(ONE_LINE.filter(lambda text: 0 < len(text) <= 40)),
        1,
        draw_from(st.sampled_from(Category)),
        kind,
        draw_from(st.sampled_from(Difficulty)),
        draw_from(TEXTS.filter(bool)),
        options,
        "".join(sorted(draw_from(st.sets(st.sampled_from(letters), **size)))),
        draw_from(ONE_LINE.filter(lambda text: len(text) <= 60)),
    )


def written(name, *given_items):
    fields = [{name: getattr(item, name) for name in Item.__slots__} for item in given_items]
    return base64.b64decode(write_items({"format": name, "items": fields}))


def read(content, **defaults):
    found = read_items({"content": base64.b64encode(content).decode()})
    lines, _ = lines_of(found)
    return judge(lines, defaults)


def codes(row):
    return [problem.code for problem in row.problems]


def warnings(row):
    return [warning.code for warning in row.warnings]


@given(st.lists(items(), min_size=1, max_size=4, unique_by=lambda item: item.code), st.sampled_from(FORMATS))
def test_what_is_exported_is_imported_as_it_was(bank, name):
    rows = read(written(name, *bank))
    assert [codes(row) for row in rows] == [[] for _ in bank]
    assert [row.to_item("v1", 1) for row in rows] == bank
    assert [warnings(row) for row in rows] == [[] for _ in bank]


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_found_by_the_content(name):
    item = Item("v", 2026, "1", 1, Category.PUBLIC, ItemKind.SINGLE, Difficulty.EASY, "?", ("甲", "乙"), "A")
    assert format_of(written(name, item)) == name


class TestGift:
    """As Moodle's own documentation writes it."""

    def test_questions_of_the_kinds_we_have(self):
        first, second, third = read(
            b"::Q1:: Who's buried? {=Grant ~no one #wrong ~Napoleon}\n\n"
            b"::Q2:: Which are even? { ~%50%2 ~%50%4 ~%-100%5 }\n\n"
            b"::Q3:: The sun rises in the east.{T#right}\n",
            年度="2026",
            科目="公需科目",
            难度="易",
        )
        assert (first.code, first.stem, first.options, first.answer) == (
            "Q1",
            "Who's buried?",
            ("Grant", "no one", "Napoleon"),
            "A",
        )
        assert (second.kind, second.options, second.answer) == (ItemKind.MULTIPLE, ("2", "4", "5"), "AB")
        assert (third.kind, third.answer) == (ItemKind.JUDGEMENT, "A")
        assert [row.problems for row in (first, second, third)] == [[], [], []]

    def test_escaped_characters_are_themselves(self):
        (row,) = read(rb"::a\:b:: 1 \= \{x\} \~ \# \\ d? {=y\=1 ~n\n2}")
        assert (row.code, row.stem, row.options) == ("a:b", "1 = {x} ~ # \\ d?", ("y=1", "n\n2"))

    def test_a_missing_word_leaves_a_gap(self):
        (row,) = read("淄博位于{~河北 =山东}省。".encode())
        assert row.stem == "淄博位于_____省。"

    @pytest.mark.parametrize(
        ("answers", "kind"),
        [("{}", "问答"), ("{#3:2}", "数值"), ("{=two =2}", "填空"), ("{=猫 -> 喵 =狗 -> 汪}", "匹配"), ("", "说明")],
    )
    def test_kinds_we_do_not_have_are_refused_by_name_and_keep_nobody_else_out(self, answers, kind):
        first, second = read(f"甲 {answers}\n\n乙 {{=1 ~2}}".encode(), 年度="2026", 科目="公需科目", 难度="易")
        assert codes(first) == ["UNSUPPORTED_KIND"]
        assert kind in first.problems[0].message
        assert second.problems == []

    def test_an_unclosed_brace_costs_one_question(self):
        first, second = read("甲 {=1 ~2\n\n乙 {=1 ~2}".encode(), 年度="2026", 科目="公需科目", 难度="易")
        assert codes(first) == ["BAD_GIFT"]
        assert second.problems == []

    def test_the_number_of_a_row_is_the_line_where_the_question_begins(self):
        rows = read("// 注释\n\n甲{T}\n\n\n// [id:k2]\n乙{F}\n".encode())
        assert [(row.number, row.stem) for row in rows] == [(3, "甲"), (6, "乙")]

    def test_a_category_is_the_topic_until_the_next_and_a_tag_is_stronger(self):
        rows = read("$CATEGORY: $course$/top/安全\n\n甲{T}\n\n// [tag:主题:应急]\n乙{T}".encode())
        assert [row.topic for row in rows] == ["安全", "应急"]

    def test_html_is_stripped_and_told(self):
        (row,) = read(b"::h::[html]<p>x<sup>2</sup> &gt; 1<script>alert(1)</script></p>{=1 ~2}")
        assert row.stem == "x^2 > 1"
        assert warnings(row) == ["MARKUP_STRIPPED"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_files_are_read_in_the_encodings_people_save_them_in(self, encoding):
        (row,) = read("𠮷和䶮{=对 ~错}".encode(encoding))
        assert row.stem == "𠮷和䶮"

    def test_shares_of_points_are_not_taken_over_silently(self):
        (row,) = read("甲{~%70%1 ~%30%2 ~%-100%3}".encode())
        assert (row.answer, warnings(row)[0]) == ("AB", "WEIGHTS_IGNORED")

    @given(st.text(alphabet="~=#{}:\\%T\n []->a$/甲", max_size=60))
    def test_whatever_it_is_it_is_read_or_refused_and_never_raises(self, text):
        for row in read(text.encode() + b"\n\nx{T}"):
            assert row.problems or row.stem


MOODLE = """<?xml version="1.0" encoding="UTF-8"?><quiz>{}</quiz>"""
QUESTION = """<question type="{type}"><name><text>{name}</text></name>
<questiontext format="{format}"><text>{stem}</text>{file}</questiontext>{more}</question>"""
CHOICE = (
    "<single>{single}</single>"
    '<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer>'
)


def question(kind="multichoice", name="q1", stem="题", form="html", more=None, file=""):
    more = CHOICE.format(single="true") if more is None else more
    return QUESTION.format(type=kind, name=name, stem=stem, format=form, more=more, file=file)


class TestMoodle:
    def rows(self, *questions):
        return read(MOODLE.format("".join(questions)).encode(), 年度="2026", 科目="公需科目", 难度="易")

    def test_html_of_a_stem_is_stripped_safely_and_told(self):
        stem = "<![CDATA[<p>安全<b>第一</b>&nbsp;是</p><ul><li>一</li><li>二</li></ul><script>x()</script>]]>"
        (row,) = self.rows(question(stem=stem))
        assert row.stem == "安全第一 是\n一\n二"
        assert warnings(row) == ["MARKUP_STRIPPED"]
        assert "script" in row.warnings[0].message
        assert row.problems == []

    def test_plain_text_keeps_its_angle_brackets(self):
        (row,) = self.rows(question(stem="若 a &lt;b&gt; c", form="plain_text"))
        assert row.stem == "若 a <b> c"
        assert row.warnings == []

    def test_a_question_with_a_picture_is_refused_not_asked_without_it(self):
        image = "<![CDATA[看图<img src='@@PLUGINFILE@@/1.png'/>]]>"
        attached = question(name="q2", file='<file name="1.png" encoding="base64">AAAA</file>')
        assert [codes(row) for row in self.rows(question(stem=image), attached)] == [["EMBEDDED_MEDIA"]] * 2

    @pytest.mark.parametrize("kind", ["shortanswer", "essay", "numerical", "matching", "cloze", "stack"])
    def test_kinds_we_do_not_have_are_reported_not_dropped(self, kind):
        first, second = self.rows(question(kind), question(name="q2"))
        assert codes(first) == ["UNSUPPORTED_KIND"]
        assert second.problems == []

    def test_true_or_false(self):
        answers = '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>'
        (row,) = self.rows(question("truefalse", more=answers))
        assert (row.kind, row.answer) == (ItemKind.JUDGEMENT, "B")

    def test_more_than_six_options_are_refused(self):
        more = "<single>true</single>" + "".join(
            f'<answer fraction="{100 * (n == 0)}"><text>{n}</text></answer>' for n in range(7)
        )
        assert codes(self.rows(question(more=more))[0]) == ["TOO_MANY_OPTIONS"]

    def test_several_answers_with_one_right_are_read_as_single(self):
        (row,) = self.rows(question(more=CHOICE.format(single="false")))
        assert (row.kind, warnings(row)) == (ItemKind.SINGLE, ["READ_AS_SINGLE"])

    def test_codes_are_idnumbers_else_short_names_of_their_own_else_a_hash_of_the_content(self):
        twice = [question(name="同名", stem=f"题{n}") for n in range(2)]
        first, second, third, fourth = self.rows(
            question(name="第一", more="<idnumber>A-1</idnumber>" + CHOICE.format(single="true")),
            question(name="第二"),
            *twice,
        )
        assert (first.code, second.code) == ("A-1", "第二")
        assert third.code.startswith("Q-")
        assert third.code != fourth.code
        assert warnings(third) == ["CODE_ASSIGNED"]

    def test_a_file_in_gbk_is_read(self):
        text = MOODLE.format(question(stem="题目")).replace("UTF-8", "GBK")
        assert read(text.encode("gbk"))[0].stem == "题目"

    @pytest.mark.parametrize("fraction", ["", "x", "1e999", "nan"])
    def test_odd_fractions_are_no_reason_to_fall(self, fraction):
        more = f'<single>true</single><answer fraction="{fraction}"><text>甲</text></answer>'
        assert self.rows(question(more=more))[0].problems


DOCTYPE = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'


class TestHostileXml:
    @pytest.mark.parametrize(
        "content",
        [
            DOCTYPE,
            '<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
            '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "http://example.org/">]><quiz>&x;</quiz>',
            "<quiz>&x;</quiz>",
            "<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>",
            "<quiz><a></quiz>",
            '<?xml version="1.0" encoding="martian"?><quiz/>',
        ],
    )
    def test_entities_external_texts_and_broken_files_are_refused_as_a_whole(self, content):
        found = read_items({"content": base64.b64encode(content.encode()).decode()})
        assert (found["format"], found["lines"]) == ("moodle_xml", [])
        assert found["problem"]

    def test_too_many_elements_are_refused(self, monkeypatch):
        monkeypatch.setattr("ce_exam.adapters.formats.safe_xml.MOST_ELEMENTS", 10)
        with pytest.raises(RefusedXml, match="10 个元素"):
            parse_xml(b"<a>" + b"<b/>" * 10 + b"</a>")


QTI_ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{code}" title="t">
<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">
<correctResponse>{correct}</correctResponse></responseDeclaration>
<itemBody><p>问<strong>题</strong></p><{kind} responseIdentifier="RESPONSE" maxChoices="1"><prompt>选一个</prompt>
<simpleChoice identifier="x">甲<feedbackInline outcomeIdentifier="F" identifier="x">好</feedbackInline></simpleChoice>
<simpleChoice identifier="y">乙</simpleChoice></{kind}></itemBody></assessmentItem>"""


def qti_item(code="i1", cardinality="single", right=("x",), kind="choiceInteraction"):
    correct = "".join(f"<value>{one}</value>" for one in right)
    return QTI_ITEM.format(code=code, cardinality=cardinality, correct=correct, kind=kind)


def package(files, hrefs=None, version="2p1"):
    hrefs = files if hrefs is None else hrefs
    entries = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv{version}" href="{href}"/>' for n, href in enumerate(hrefs)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", f"<manifest><resources>{entries}</resources></manifest>")
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


class TestQti:
    def rows(self, *args, **kwargs):
        return read(package(*args, **kwargs), 年度="2026", 科目="公需科目", 难度="易")

    def test_a_choice_with_one_right_answer(self):
        (row,) = self.rows({"a.xml": qti_item()})
        assert (row.code, row.stem, row.options, row.answer) == ("i1", "问题\n选一个", ("甲", "乙"), "A")
        assert warnings(row) == ["MARKUP_STRIPPED"]
        assert row.problems == []

    def test_a_choice_with_several(self):
        (row,) = self.rows({"a.xml": qti_item(cardinality="multiple", right=("x", "y"))}, version="2p2")
        assert (row.kind, row.answer) == (ItemKind.MULTIPLE, "AB")

    @pytest.mark.parametrize("kind", ["textEntryInteraction", "orderInteraction", "hotspotInteraction"])
    def test_other_interactions_are_reported(self, kind):
        first, second = self.rows({"a.xml": qti_item(kind=kind), "b.xml": qti_item("i2")})
        assert codes(first) == ["UNSUPPORTED_KIND"]
        assert kind in first.problems[0].message
        assert second.problems == []

    def test_an_answer_that_names_no_option_is_refused(self):
        assert codes(self.rows({"a.xml": qti_item(right=("z",))})[0]) == ["BAD_ANSWER"]

    @pytest.mark.parametrize("href", ["../../etc/passwd", "/etc/passwd", "missing.xml", "a%2Exml/../../x", ""])
    def test_names_lead_nowhere_but_into_the_archive(self, href):
        first, second = self.rows({"a.xml": qti_item()}, [href, "a.xml"])
        assert codes(first) == ["UNREADABLE_ITEM"]
        assert second.problems == []

    def test_an_item_with_entities_is_refused_alone(self):
        first, second = self.rows({"a.xml": DOCTYPE, "b.xml": qti_item()})
        assert codes(first) == ["UNREADABLE_ITEM"]
        assert second.problems == []

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        found = read_items({"content": base64.b64encode(package({"a.xml": b"0" * 210_000_000})).decode()})
        assert "上限" in found["problem"]

    def test_an_item_larger_than_any_question_is_refused_alone(self):
        first, second = self.rows({"a.xml": " " * 3_000_000, "b.xml": qti_item()})
        assert codes(first) == ["UNREADABLE_ITEM"]
        assert second.problems == []

    @pytest.mark.parametrize("cut", [4, 60, 300])
    def test_a_broken_archive_is_refused(self, cut):
        content = package({"a.xml": qti_item()})[:cut]
        assert read_items({"content": base64.b64encode(content).decode()})["problem"]

    def test_a_package_without_items_of_this_version_says_so(self):
        found = read_items({"content": base64.b64encode(package({"a.xml": "<x/>"}, version="3p0")).decode()})
        assert "没有 QTI 2.x 试题" in found["problem"]

    def test_the_same_items_give_the_same_bytes(self):
        item = Item("v", 2026, "1", 1, Category.PUBLIC, ItemKind.SINGLE, Difficulty.EASY, "?", ("甲", "乙"), "A")
        assert written("qti", item) == written("qti", item)


@given(st.text(max_size=80))
def test_flattening_never_raises_and_leaves_no_script(text):
    assert "alert" not in flatten_html(f"<script>alert({text.replace('<', '')})</script>").result()
    flatten_html(text)
