"""Hours of 2020 (2020 年度学时): the table of contents of notice ZB20."""

from ce_rules.authoring import Once, Override, OwnClosingDay, Purpose, Rule, RuleSetSpec, Years, hours
from ce_rules_zibo import degree, papers, platform_course, points, questions, results, self_study, training
from ce_rules_zibo.exam_mode import ONE_MODE
from ce_rules_zibo.platform_course import COURSE_GUARDS
from ce_rules_zibo.recognition import DEGREE_GUARDS, RECOGNITION_CAP, RECOGNITION_GUARDS, TRAINING_GUARDS, by_authority
from ce_rules_zibo.standard import ACCOUNTS, ELECTIVE_CAP, POINTS_CAPS, STANDARD, WAYS

RESULT = Once("result", "result", "ZB20 五(二)3(1)")
PAPER = Once("paper", "result", "ZB20 五(二)", other="duplicate")
BOOK = Once("book", "result", "ZB20 五(二)", other="duplicate")
COURSE = Once("course", "course", "ZB20 五(二)", other="duplicate")
ONE_DAY = hours.one_cap_a_day

_TRAINING = Rule(by_authority(training.training), "ZB20 五(二)1", training.READS, TRAINING_GUARDS, (COURSE,))
_RESULT = Rule(by_authority(results.result), "ZB20 五(二)3(1)", results.READS, RECOGNITION_GUARDS, (RESULT,))
_PAPER = Rule(by_authority(papers.paper), "ZB20 五(二)3(2)", papers.READS, RECOGNITION_GUARDS, (PAPER,))
_UNNUMBERED = Rule(by_authority(papers.unnumbered), "ZB20 五(二)3(2)", papers.READS, RECOGNITION_GUARDS, (PAPER,))
_BOOK = Rule(by_authority(papers.book), "ZB20 五(二)3(2)", papers.READS, RECOGNITION_GUARDS, (BOOK,))

HOURS_2020 = RuleSetSpec(
    id="ZB20-hours",
    notice="ZB20",
    years=Years(2020, 2020),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override("SD 学时标准", STANDARD),
    accounts=ACCOUNTS,
    caps=(RECOGNITION_CAP, ELECTIVE_CAP, *POINTS_CAPS),
    rules={
        "platform_course": Rule(
            platform_course.platform_course, "ZB20 二", platform_course.READS, COURSE_GUARDS, (COURSE,)
        ),
        "xuexi_qiangguo": Rule(
            points.points, "ZB20 二.1", points.READS, points.GUARDS, (points.ONCE_A_YEAR,), points.PLAIN
        ),
        "training": _TRAINING,
        "lecture": _TRAINING,
        "advanced_seminar": _TRAINING,
        "study_abroad": Rule(by_authority(training.abroad), "ZB20 五(二)1", training.READS, TRAINING_GUARDS, (COURSE,)),
        "degree_education": Rule(by_authority(degree.degree), "ZB20 五(二)2(1)", degree.READS, DEGREE_GUARDS),
        "self_study_exam": Rule(by_authority(degree.self_study_exam), "ZB20 五(二)2(1)", degree.READS, DEGREE_GUARDS),
        "self_study": Rule(by_authority(self_study.self_study), "ZB20 五(二)2(2)", self_study.READS, TRAINING_GUARDS),
        "award": _RESULT,
        "appraised_result": _RESULT,
        "patent": _RESULT,
        "other_result": _RESULT,
        "paper": _PAPER,
        "conference_paper": _UNNUMBERED,
        "collection_paper": _UNNUMBERED,
        "monograph": _BOOK,
        "translation": _BOOK,
        "makeup_course": Rule(platform_course.no_makeup, "ZB20 三(四)"),
    },
    silent_clause="ZB20 五(二)",
    cross_rules=(
        ONE_MODE,
        ONE_DAY("training.per_day", training.TYPES, "ZB20 五(二)1(2)", ("ZB-A6", "R1"), "training_day"),
        ONE_DAY("self_study.per_day", ("self_study",), "ZB20 五(二)2(2)", ("ZB-A6", "R1"), "self_study_day"),
        ONE_DAY("training.per_day", (*training.TYPES, "self_study"), "ZB20 五(二)1(2)", ("ZB-A6", "R3"), "any_day"),
    ),
    questions=questions.HOURS,
    purposes={
        "title_review": Purpose("title_review", OwnClosingDay("ZB20 四", ("done", "exam_date")), "done dates exam_date")
    },
    ways=WAYS,
    states_fees=True,
    exceptions={"monotone": "ZB20 三(二)3：另选一种考试方式会使先前方式取得的公需学时不计，两种方式只能二选一"},
    platform={
        "parts": {"required": "=public_subject.required", "elective": "=public_subject.elective"},
        "platform_minimum": "=standard.platform",
        "points": {"threshold": "=points.threshold", "hours": "=points.hours"},
        "public_exam": True,
        "professional_exam": False,
        "professional_questions": True,
    },
)
