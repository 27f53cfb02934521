"""What the service makes of odd requests, and its settings."""

import pytest
from marshmallow import ValidationError

from ce_kit.pages import BadPageToken
from ce_kit.settings import SettingsError, Variables
from ce_learning.domain.course import Category
from ce_learning.domain.errors import CourseNotFound
from ce_learning.settings import LearningSettings


@pytest.mark.parametrize("position", [-1, 2**31, "viel", None])
def test_a_position_is_a_number_of_seconds(learning, position):
    study_id, _ = learning.begin(learning.add_course())
    with pytest.raises(ValidationError):
        learning.report(study_id, position)


def test_unknown_fields_are_ignored_and_cannot_act_for_others(learning):
    course_id = learning.add_course()
    learning.call("enrol", course_id=course_id, person_id="wu", paid=True)
    assert [row["person_id"] for row in learning.units.rows("enrolment")] == ["lin"]


def test_courses_of_a_category_page_by_page(learning):
    for number in range(3):
        learning.add_course(code=f"P{number}", category=Category.PROFESSIONAL)
        learning.add_course(code=f"A{number}")
    learning.add_course(code="OLD", year=2025)
    query = {"year": 2026, "category": "COURSE_CATEGORY_PROFESSIONAL", "page_size": 2}
    first = learning.call("list_courses", **query)
    second = learning.call("list_courses", **query, page_token=first["next_page_token"])
    codes = [course["code"] for page in (first, second) for course in page["courses"]]
    assert (codes, second["next_page_token"]) == (["P0", "P1", "P2"], "")
    assert len(learning.call("list_courses", year=2026, category="COURSE_CATEGORY_UNSPECIFIED")["courses"]) == 6


def test_a_course_by_its_id(learning):
    course_id = learning.add_course(title="应急管理")
    assert learning.call("get_course", course_id=course_id)["course"]["title"] == "应急管理"
    with pytest.raises(CourseNotFound):
        learning.call("get_course", course_id="none")


@pytest.mark.parametrize("token", ["x", "WzEsMl0="])
def test_a_page_token_of_another_list_is_refused(learning, token):
    with pytest.raises(BadPageToken):
        learning.call("list_courses", year=2026, page_token=token)


def test_a_year_is_needed(learning):
    with pytest.raises(ValidationError):
        learning.call("list_courses")


class TestSettings:
    def read(self, monkeypatch, **values):
        for name, value in values.items():
            monkeypatch.setenv(f"CE_{name}", value)
        return LearningSettings.read(Variables("learning"))

    def test_defaults(self, monkeypatch):
        assert self.read(monkeypatch) == LearningSettings(minutes_per_hour=45, longest_segment_seconds=600)

    @pytest.mark.parametrize("values", [{"LEARNING_MINUTES_PER_HOUR": "0"}, {"LEARNING_LONGEST_SEGMENT": "86400"}])
    def test_what_would_make_hours_unreal_is_refused(self, monkeypatch, values):
        with pytest.raises(SettingsError):
            self.read(monkeypatch, **values)

    def test_only_the_demo_may_have_segments_of_days(self, monkeypatch):
        assert self.read(monkeypatch, DEMO="true", LEARNING_LONGEST_SEGMENT="86400").longest_segment_seconds == 86_400
