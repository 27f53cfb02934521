"""The county's rule sets: Tai'an's, with the county's own dates and reviewers (宁阳县)."""

from ce_rules.authoring import Override, Purpose, Question, RuleSetSpec, Years
from ce_rules_taian.ningyang import classes, registration
from ce_rules_taian.ningyang.title_review import CountyTitleReview, title_review_window

HOURS = RuleSetSpec(
    id="NY22-ningyang",
    notice="NY22",
    years=Years(2022, 2022),
    unit="hours",
    base=("370900", "NY22-hours"),
    questions={
        **registration.QUESTIONS,
        **classes.QUESTIONS,
        "title_review_window": Override("NY22 三", Question(title_review_window, "NY22 三(二)")),
    },
    purposes={
        "title_review": Override(
            "NY22 二(一)",
            Purpose("title_review", CountyTitleReview("NY22 二(一)"), "done exam_date filed dates review_done"),
        ),
    },
)

MAKEUP = RuleSetSpec(
    id="NY22-ningyang-makeup",
    notice="NY22",
    years=Years(None, 2021),
    unit="hours",
    base=("370900", "NY22-makeup"),
)
