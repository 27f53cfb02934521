"""Grading: pure, total, and blind to how a paper was shuffled."""

from hypothesis import given
from hypothesis import strategies as st

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.blueprint import BlueprintLine
from ce_exam.domain.grading import MultipleChoiceRule, points_of
from ce_exam.domain.item import LABELS, Category, Difficulty, Item, ItemKind
from ce_exam.domain.paper import Drawn, draw
from ce_exam.domain.ruling import Remedy, Ruling


def sheet_of(answers):
    """Return the sheet of these (number, letters), in whatever order."""
    chosen = sorted((number, "".join(sorted(letters))) for number, letters in answers if letters)
    return AnswerSheet.from_json([list(one) for one in chosen])


ALL, SHARE = MultipleChoiceRule.ALL_OR_NOTHING, MultipleChoiceRule.PROPORTIONAL
SHEETS = st.dictionaries(st.integers(1, 200), st.sets(st.sampled_from(LABELS)).map("".join), max_size=30).map(
    lambda chosen: sheet_of(chosen.items())
)


@st.composite
def banks(draw_from):
    """Items of all kinds whose key is known."""
    items = []
    for number in range(draw_from(st.integers(1, 12))):
        kind = draw_from(st.sampled_from(ItemKind))
        options = (
            ("正确", "错误") if kind is ItemKind.JUDGEMENT else ("甲", "乙", "丙", "丁")[: draw_from(st.integers(2, 4))]
        )
        letters = LABELS[: len(options)]
        least = 2 if kind is ItemKind.MULTIPLE else 1
        most = len(letters) if kind is ItemKind.MULTIPLE else 1
        answer = "".join(sorted(draw_from(st.sets(st.sampled_from(letters), min_size=least, max_size=most))))
        items.append(
            Item(f"v{number}", 2026, f"c{number}", 1, Category.PUBLIC, kind, Difficulty.EASY, "?", options, answer)
        )
    return items


def easy(count):
    return (BlueprintLine(Difficulty.EASY, count),)


def key_of(items):
    return {item.item_version_id: item.answer for item in items}


def sheet_for(drawn, choices):
    """Answer each item with its own letters `choices[item]`, as the paper shows them."""
    return sheet_of(
        (number, "".join(LABELS[one.order.index(own)] for own in choices[one.item_version_id]))
        for number, one in enumerate(drawn, start=1)
    )


@given(banks(), st.binary(min_size=4).map(bytes.hex), st.binary(min_size=4).map(bytes.hex), st.data())
def test_the_same_choices_give_the_same_mark_however_the_paper_was_shuffled(items, seed, other, data):
    choices = {item.item_version_id: data.draw(st.sets(st.sampled_from(LABELS[: len(item.options)]))) for item in items}
    rule = data.draw(st.sampled_from(MultipleChoiceRule))
    marks = set()
    for one in (seed, other):
        drawn = draw("exam", "pool", one, items, easy(len(items))).drawn
        marks.add(points_of(drawn, key_of(items), sheet_for(drawn, choices), 5, rule))
    assert len(marks) == 1


@given(banks(), st.binary(min_size=4).map(bytes.hex), st.sampled_from(MultipleChoiceRule))
def test_all_right_gives_full_marks_and_an_empty_sheet_none(items, seed, rule):
    drawn = draw("exam", "pool", seed, items, easy(len(items))).drawn
    right = sheet_for(drawn, {item.item_version_id: item.answer for item in items})
    assert points_of(drawn, key_of(items), right, 5, rule) == 5 * len(items)
    assert points_of(drawn, key_of(items), AnswerSheet(), 5, rule) == 0


@given(banks(), SHEETS, st.sampled_from(MultipleChoiceRule))
def test_any_sheet_gets_a_mark_between_none_and_full(items, sheet, rule):
    drawn = draw("exam", "pool", "00", items, easy(len(items))).drawn
    assert 0 <= points_of(drawn, key_of(items), sheet, 5, rule) <= 5 * len(items)


@given(banks(), SHEETS)
def test_a_share_for_incomplete_answers_never_gives_less(items, sheet):
    drawn = draw("exam", "pool", "00", items, easy(len(items))).drawn
    key = key_of(items)
    assert points_of(drawn, key, sheet, 5, SHARE) >= points_of(drawn, key, sheet, 5, ALL)


MULTIPLE = [Drawn("v1", "ABCD")]
KEY = {"v1": "ABC"}


def points(letters, rule=ALL, points_per_item=5, drawn=MULTIPLE, key=KEY):
    return points_of(drawn, key, sheet_of([(1, letters)]), points_per_item, rule)


def test_multiple_choice_is_all_or_nothing():
    assert points("ABC") == points("CBA") == 5
    assert points("AB") == points("ABCD") == points("ABD") == points("D") == 0


def test_where_configured_an_incomplete_answer_gives_its_share_rounded_down_and_a_wrong_one_nothing():
    assert [points(letters, SHARE) for letters in ("A", "AB", "ABC")] == [1, 3, 5]
    assert points("ABD", SHARE) == points("ABCD", SHARE) == 0


def test_single_choice_knows_no_share():
    single = {"v1": "A"}
    assert points("A", SHARE, key=single) == 5
    assert points("AB", SHARE, key=single) == 0


def test_letters_are_those_the_paper_shows():
    assert points("B", drawn=[Drawn("v1", "CADB")], key={"v1": "A"}) == 5


def test_a_letter_the_paper_does_not_show_makes_the_question_wrong():
    assert points("AF", drawn=[Drawn("v1", "AB")], key={"v1": "AB"}) == 0


def test_answers_to_questions_the_paper_does_not_have_give_nothing():
    assert points_of(MULTIPLE, KEY, sheet_of([(2, "ABC"), (200, "A")]), 5, ALL) == 0


class TestRulings:
    """Items found wrong count as ruled; a fault of the examiner costs nobody a point unless somebody says so."""

    PAPER = [Drawn(f"v{number}", "ABCD") for number in range(1, 5)]
    KEY = dict.fromkeys(["v1", "v2", "v3", "v4"], "A")

    def points(self, letters, **rulings):
        sheet = sheet_of(enumerate(letters, start=1))
        return points_of(self.PAPER, self.KEY, sheet, 5, ALL, rulings)

    def test_everybody_gets_the_points_of_an_item_given_away(self):
        assert self.points("ABBB", v2=Ruling(Remedy.GIVE)) == 10
        assert self.points(["A", "", "", ""], v2=Ruling(Remedy.GIVE)) == 10

    def test_another_answer_is_right_and_the_old_one_keeps_its_points(self):
        assert self.points("ABBB", v2=Ruling(Remedy.ACCEPT, ("B",))) == 10
        assert self.points("AABB", v2=Ruling(Remedy.ACCEPT, ("B",))) == 10

    def test_where_marks_may_fall_the_old_answer_is_wrong(self):
        assert self.points("AABB", v2=Ruling(Remedy.ACCEPT, ("B",), marks_may_fall=True)) == 5

    def test_several_answers_can_be_right(self):
        ruling = Ruling(Remedy.ACCEPT, ("A", "B"), marks_may_fall=True)
        assert [self.points(letters + "BBB", v1=ruling) for letters in "ABC"] == [5, 5, 0]

    def test_without_a_dropped_item_full_marks_stay_what_they_were(self):
        assert self.points("AAAB", v4=Ruling(Remedy.DROP)) == 20

    def test_a_part_of_a_point_is_rounded_up(self):
        """One right of three that count: 5 of 15 are 6.67 of 20."""
        assert self.points("ABBB", v4=Ruling(Remedy.DROP)) == 7

    def test_a_dropped_item_that_was_answered_right_takes_nothing_away(self):
        assert self.points("BBBA", v4=Ruling(Remedy.DROP)) == 5
        assert self.points("BBBA", v4=Ruling(Remedy.DROP, marks_may_fall=True)) == 0

    def test_a_paper_of_dropped_items_only_is_full_marks(self):
        assert self.points("BBBB", **dict.fromkeys(self.KEY, Ruling(Remedy.DROP))) == 20

    def test_one_ruling_that_lets_marks_fall_does_not_let_another_do_so(self):
        rulings = {"v1": Ruling(Remedy.ACCEPT, ("B",), marks_may_fall=True), "v2": Ruling(Remedy.ACCEPT, ("B",))}
        assert self.points("AABB", **rulings) == 5


REMEDIES = st.one_of(
    st.just(Ruling(Remedy.DROP)),
    st.just(Ruling(Remedy.GIVE)),
    st.lists(st.sampled_from(["A", "B", "AB"]), min_size=1, unique=True).map(
        lambda accepted: Ruling(Remedy.ACCEPT, tuple(accepted))
    ),
)


@given(banks(), SHEETS, st.sampled_from(MultipleChoiceRule), st.data())
def test_rulings_keep_marks_between_what_they_were_and_full(items, sheet, rule, data):
    drawn = draw("exam", "pool", "00", items, easy(len(items))).drawn
    rulings = data.draw(st.dictionaries(st.sampled_from([one.item_version_id for one in items]), REMEDIES))
    plain = points_of(drawn, key_of(items), sheet, 5, rule)
    assert plain <= points_of(drawn, key_of(items), sheet, 5, rule, rulings) <= 5 * len(items)
