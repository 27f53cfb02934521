"""Hours of 2022 (2022 年度学时): the table of contents of notice NY22 for the whole city."""

from ce_rules.authoring import Once, Override, Purpose, Rule, RuleSetSpec, Years, hours
from ce_rules_taian import others, platform_course, questions, research, self_study, training
from ce_rules_taian.standard import ACCOUNTS, CAPS, STANDARD, WAYS
from ce_rules_taian.title_review import TitleReview
from ce_rules_taian.validity import FILED_GUARDS

COURSE = Once("course", "course", "NY22 二(二)", other="duplicate", when=("NY-A12", "R1", "R3"))
TRAINING = Once("training", "course", "NY22 二(三)1", other="duplicate")
RESULT = Once("result", "result", "NY22 二(三)3", when=("NY-A10", "R1"))
PAPER = Once("paper", "result", "NY22 二(三)3", other="duplicate")

_TRAINING = Rule(training.training, "NY22 二(三)1", training.READS, FILED_GUARDS, (TRAINING,))
_SELF_STUDY = Rule(self_study.self_study, "NY22 二(三)2", self_study.READS, FILED_GUARDS)
_RESULT = Rule(research.result, "NY22 二(三)3", research.RESULT_READS, FILED_GUARDS, (RESULT,))
_PAPER = Rule(research.paper, "NY22 二(三)3", research.PAPER_READS, FILED_GUARDS, (PAPER,))

HOURS = RuleSetSpec(
    id="NY22-hours",
    notice="NY22",
    years=Years(2022, 2022),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override("SD 学时标准", STANDARD),
    accounts=ACCOUNTS,
    caps=CAPS,
    rules={
        "platform_course": Rule(
            platform_course.platform_course, "NY22 二(二)", platform_course.READS, platform_course.GUARDS, (COURSE,)
        ),
        "training": _TRAINING,
        "lecture": _TRAINING,
        "advanced_seminar": _TRAINING,
        "study_abroad": Rule(training.abroad, "NY22 二(三)1", training.READS, FILED_GUARDS, (TRAINING,)),
        "self_study": _SELF_STUDY,
        "self_study_exam": _SELF_STUDY,
        "degree_education": _SELF_STUDY,
        "award": _RESULT,
        "appraised_result": _RESULT,
        "patent": _RESULT,
        "other_result": _RESULT,
        "paper": _PAPER,
        "conference_paper": _PAPER,
        "collection_paper": _PAPER,
        "monograph": _PAPER,
        "translation": _PAPER,
        "makeup_course": Rule(others.no_makeup, "NY22 四(三)"),
    },
    cross_rules=(
        hours.one_cap_a_day("training.per_day", training.TYPES, "NY22 二(三)1", ("NY-A4", "R1")),
        platform_course.ONE_PLATFORM,
    ),
    silent_clause="NY22 二(三)",
    questions=questions.HOURS,
    purposes={
        "title_review": Purpose("title_review", TitleReview("NY22 二(一)"), "done exam_date filed dates review_done"),
        "appointment": Purpose(
            "appointment", TitleReview("NY22 二(一)"), "done exam_date filed dates review_done", ("NY-A5", "R3")
        ),
    },
    ways=WAYS,
    platform={
        "public_exam": True,
        "professional_exam": True,
        "platforms": "sdta.yxlearning.com ta.tyjrp.com ta.zhuanjip.com sdta.treewises.com",
        "provincial_platform": True,
    },
)
