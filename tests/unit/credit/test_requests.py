"""Requests as they come over the wire: what is refused, and at which path."""

import pytest
from marshmallow import ValidationError

from ce_kit.errors import ServiceFault
from ce_kit.pages import BadPageToken


def violations(call, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        call(*args, **kwargs)
    return {one["field"]: one["description"] for one in ServiceFault.of_fields(refused.value.messages).violations}


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"hour": 8}, "facts.hour"),
        ({"hours": "acht"}, "facts.hours"),
        ({"hours": -1}, "facts.hours"),
        ({"hours": 7.25}, "facts.hours"),
        ({"hours": "7.25"}, "facts.hours"),
        ({"hours": 1e12}, "facts.hours"),
        ({"hours": True}, "facts.hours"),
        ({"hours": {"$ne": 1}}, "facts.hours"),
        ({"hours_per_day": [8, 25]}, "facts.hours_per_day[1]"),
        ({"hours_per_day": [1] * 400}, "facts.hours_per_day"),
        ({"dates": ["2020-02-30"]}, "facts.dates[0]"),
        ({"hours_per_day": [8, 8], "dates": ["2020-03-01"]}, "facts.dates"),
        ({"organiser": "uncle"}, "facts.organiser"),
        ({"authors": 2, "position": 3}, "facts.position"),
        ({"review": ["employer", "industry_authority"]}, "facts.review"),
        ({"reviewer_hours": 90}, "facts.reviewer_hours"),
        ({"authority_hours": 90}, "facts.authority_hours"),
        ({"exam": "passed"}, "facts.exam"),
        ({"for_year": 2019}, "facts.for_year"),
        ({"filed": "2019-01-01"}, "facts.filed"),
        ({"filed_by": "employer"}, "facts.filed_by"),
    ],
)
def test_facts_are_checked_by_their_paths(zibo, facts, path):
    found = violations(zibo.claim, facts=facts)
    assert list(found) == [path]
    assert found[path]


def test_all_wrong_names_are_told_at_once(zibo):
    assert set(violations(zibo.claim, facts={"hour": 8, "exam": "passed"})) == {"facts.hour", "facts.exam"}


@pytest.mark.parametrize("activity_type", ["platform_course", "year_record", "makeup_course", "magic", ""])
def test_what_the_platform_knows_by_itself_is_not_claimed(zibo, activity_type):
    assert "activity_type" in violations(zibo.claim, activity_type)


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"year": 1900}, "year"),
        ({"title": " "}, "title"),
        ({"title": "长" * 101}, "title"),
        ({"file_tickets": ["x"] * 21}, "file_tickets"),
        ({"facts": "hours=8"}, "facts"),
    ],
)
def test_the_rest_of_a_claim_is_checked_too(zibo, payload, field):
    assert field in violations(zibo.claim, **payload)


def test_numbers_from_json_are_exact(zibo):
    answer = zibo.claim(facts={"hours_per_day": [8.0, 7.5], "days": 2.0})
    assert answer["claim"]["facts"]["hours_per_day"] == [8, "7.5"]
    assert answer["preview"]["counted"] == "15.5"


def test_unknown_fields_of_a_newer_peer_are_ignored(zibo):
    assert zibo.call("get_year", year=2020, colour="red")


def test_rare_characters_pass_through(zibo):
    answer = zibo.claim(title="𠮷䶮讲座", facts={"hours": 8})
    assert answer["claim"]["title"] == "𠮷䶮讲座"
    assert zibo.call("list_claims")["claims"][0]["title"] == "𠮷䶮讲座"


@pytest.mark.parametrize(
    ("method", "payload", "field"),
    [
        ("list_claims", {"view": "CLAIM_VIEW_ALL"}, "view"),
        ("list_claims", {"page_size": 501}, "page_size"),
        ("approve_claim", {"claim_id": "c", "reviewer_hours": "x"}, "reviewer_hours"),
        ("approve_claim", {"claim_id": "c", "reviewer_hours": "-1"}, "reviewer_hours"),
        ("reject_claim", {"claim_id": "c", "reason": ""}, "reason"),
        ("file_points", {"employer_id": "e", "year": 2019, "rows": []}, "rows"),
        (
            "file_points",
            {"employer_id": "e", "year": 2019, "rows": [{"person_id": "p", "points": -1}]},
            "rows[0].points",
        ),
        ("get_year", {}, "year"),
        ("answer_title_review", {"person_id": "p", "purpose": "PURPOSE_UNSPECIFIED", "years": [2020]}, "purpose"),
        ("answer_title_review", {"person_id": "p", "purpose": "PURPOSE_TITLE_REVIEW", "years": []}, "years"),
    ],
)
def test_every_method_checks_its_fields(zibo, method, payload, field):
    assert field in violations(zibo.call, method, **payload)


def test_proto_defaults_stand_for_nothing(zibo):
    first, second = (zibo.claim(facts={"hours": 8})["claim"]["claim_id"] for _ in range(2))
    listed = zibo.call("list_claims", view="CLAIM_VIEW_UNSPECIFIED", year=0, page_size=0, page_token="")
    assert [claim["claim_id"] for claim in listed["claims"]] == [second, first]
    zibo.recognise(first, step="REVIEW_STEP_UNSPECIFIED", reviewer_hours="")


def test_a_page_token_of_another_list_is_refused(zibo):
    for number in range(2):
        zibo.claim(title=f"{number}", facts={"hours": 8})
    token = zibo.call("list_claims", page_size=1)["next_page_token"]
    for method, wrong in (("list_hours", token), ("list_claims", "x"), ("list_claims", "WzFd")):
        with pytest.raises(BadPageToken):
            zibo.call(method, page_token=wrong)
