"""The ledger only grows, and its sums are the decision: always, in any order, however often a fact comes."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ce_credit.domain.decision import counted
from ce_credit.domain.ledger import postings


def decision(*activities):
    """A decision that counts (id, public, professional) and cuts (reason) by clause F 二."""
    return {
        "activities": [
            {
                "id": activity_id,
                "counted_public": public,
                "counted_professional": professional,
                "counted": str(Decimal(public) + Decimal(professional) + Decimal(unsplit)),
                "steps": [{"clause": "F 一"}],
                "not_counted": [{"reason": reason, "clause": "F 二"}] if reason else [],
            }
            for activity_id, public, professional, unsplit, reason in activities
        ]
    }


def test_what_counts_for_the_first_time_is_posted_by_its_clause():
    (entry,) = postings({}, decision(("a", "7.5", "0", "0", "")))
    assert (entry.activity_id, entry.category, entry.amount) == ("a", "public", Decimal("7.5"))
    assert (entry.reason, entry.clause) == ("counted", "F 一")


def test_what_stands_already_is_not_posted_again():
    assert postings({("a", "public"): Decimal("8.0")}, decision(("a", "8", "0", "0", ""))) == []


def test_less_than_before_is_reversed_by_the_clause_that_cuts():
    (entry,) = postings({("a", "professional"): Decimal(40)}, decision(("a", "0", "30", "0", "over_cap_recognition")))
    assert (entry.amount, entry.reason, entry.clause) == (Decimal(-10), "over_cap_recognition", "F 二")


def test_another_category_is_two_entries():
    found = postings({("a", "public"): Decimal(5)}, decision(("a", "0", "5", "0", "")))
    assert {(entry.category, entry.amount) for entry in found} == {
        ("public", Decimal(-5)),
        ("professional", Decimal(5)),
    }


def test_what_is_withdrawn_is_reversed_without_a_clause():
    (entry,) = postings({("a", "professional"): Decimal(8)}, decision())
    assert (entry.amount, entry.reason, entry.clause) == (Decimal(-8), "withdrawn", "")


def test_hours_without_a_category_have_a_place_of_their_own():
    (entry,) = postings({}, decision(("a", "0", "0", "12", "")))
    assert (entry.category, entry.amount) == ("unsplit", Decimal(12))


AMOUNTS = st.decimals(min_value=0, max_value=99, places=1).map(str)
ACTIVITIES = st.lists(
    st.tuples(st.sampled_from("abcdef"), AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["", "late"])),
    unique_by=lambda one: one[0],
)


@given(st.lists(ACTIVITIES, min_size=1, max_size=6))
def test_after_any_series_of_decisions_the_sums_are_the_last_one(decisions):
    sums: dict = {}
    for activities in decisions:
        made = decision(*activities)
        for entry in postings(sums, made):
            assert entry.amount != 0
            place = entry.activity_id, entry.category
            sums[place] = sums.get(place, Decimal(0)) + entry.amount
        sums = {place: amount for place, amount in sums.items() if amount}
        assert sums == counted(made)
        assert postings(sums, made) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("course"), st.sampled_from("甲乙"), st.integers(1, 30), st.integers(1, 2)),
        st.tuples(st.just("exam"), st.integers(1, 4), st.booleans(), st.integers(1, 2)),
        st.tuples(st.just("claim"), st.integers(1, 30)),
        st.tuples(st.just("approve"), st.integers(0, 5)),
        st.tuples(st.just("reject"), st.integers(0, 5)),
        st.tuples(st.just("withdraw"), st.integers(0, 5)),
        st.tuples(st.just("replay")),
    ),
    max_size=14,
)


class Life:
    """What may happen to a person's year, in any order."""

    def __init__(self, credits, reviewers):
        self.credits, self.reviewers = credits, reviewers
        self.heard, self.claims = [], []

    def live(self, step):
        kind, *what = step
        if kind in ("approve", "reject", "withdraw"):
            if not self.claims:
                return
            claim_id = self.claims[what[0] % len(self.claims)]
            self.decide(kind, claim_id)
        else:
            getattr(self, kind)(*what)

    def course(self, name, hours, round):
        self.tell(self.credits.completed(name, str(hours), round=round))

    def exam(self, number, passed, round):
        self.tell(self.credits.graded(number, passed=passed, round=round))

    def tell(self, event):
        self.heard.append(event)
        self.credits.hear(event)

    def replay(self):
        self.credits.hear(*self.heard)

    def claim(self, hours):
        self.claims.append(self.credits.claim(facts={"hours": hours})["claim"]["claim_id"])

    def decide(self, kind, claim_id):
        state = self.credits.call("get_claim", claim_id=claim_id)["claim"]
        if state["state"] != "CLAIM_STATE_SUBMITTED":
            return
        if kind == "withdraw":
            self.credits.call("withdraw_claim", claim_id=claim_id)
            return
        reviewer = {
            "REVIEW_STEP_EMPLOYER": self.reviewers.clerk,
            "REVIEW_STEP_INDUSTRY_AUTHORITY": self.reviewers.officer,
        }[state["awaits"]]
        extra = {"reason": "材料不符"} if kind == "reject" else {}
        self.credits.call(f"{kind}_claim", reviewer, claim_id=claim_id, **extra)


@pytest.mark.parametrize("rules", ["toy", "zibo"])
@settings(
    max_examples=settings.default.max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_the_ledger_equals_the_decision_after_every_step_of_a_year(rules, steps, new_credits, fake_book, reviewers):
    credits = new_credits(book=fake_book() if rules == "toy" else None)
    credits.employ()
    life = Life(credits, reviewers)
    for step in steps:
        life.live(step)
        assessment = credits.assessed()
        decided = {
            (one["activity_id"], category): Decimal(one[f"counted_{category}"])
            for one in assessment["activities"]
            for category in ("public", "professional")
            if Decimal(one[f"counted_{category}"])
        }
        ledger = credits.ledger()
        assert ledger == decided
        assert sum(ledger.values()) == Decimal(assessment["total_amount"])
    rows = credits.units.rows("ledger_entry")
    told = [fact["data"]["entry_id"] for fact in credits.units.facts("credit.hours.recorded.v1")]
    assert told == [row["entry_id"] for row in rows]
    revisions = [fact["version"] for fact in credits.units.facts("credit.assessment.changed.v1")]
    assert revisions == list(range(1, len(revisions) + 1))
