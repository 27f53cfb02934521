"""Hours of 2020 and 2021 (学时折算，附件一): the table of contents of notice BZ21 for these years."""

from collections.abc import Mapping

from ce_rules.authoring import (
    AtLeast,
    Formula,
    Once,
    Override,
    OwnClosingDay,
    Plain,
    Purpose,
    Rule,
    RuleSetSpec,
    Years,
)
from ce_rules_binzhou import (
    abroad,
    books,
    claims,
    degree,
    others,
    papers,
    platform_course,
    questions,
    results,
    training,
)
from ce_rules_binzhou.once import COURSE, DEGREE, ONE_STUDY, PAPER, RESULT, STAY
from ce_rules_binzhou.standard import ACCOUNTS, STANDARD, WAYS
from ce_rules_binzhou.validity import CONVERSION_GUARDS, STAY_GUARDS, TRAINING_GUARDS

LONG_ENOUGH = {"chars": AtLeast("papers.min_chars")}
_TRAINING = Rule(training.training, "BZ21 二(二)", training.READS, TRAINING_GUARDS, (COURSE,))


def _rule(formula: Formula, clause: str, reads: str, *once: Once, plain: Mapping[str, Plain] | None = None) -> Rule:
    return Rule(formula, clause, f"{reads} {claims.READS}", CONVERSION_GUARDS, once, plain or {})


HOURS = RuleSetSpec(
    id="BZ21-hours",
    notice="BZ21",
    years=Years(2020, 2021),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override("SD 学时标准", STANDARD),
    accounts=ACCOUNTS,
    caps=claims.CAPS,
    spills=claims.SPILLS,
    rules={
        "platform_course": Rule(
            platform_course.platform_course, "BZ21 二(一)", platform_course.READS, platform_course.GUARDS, (COURSE,)
        ),
        "training": _TRAINING,
        "lecture": _TRAINING,
        "advanced_seminar": _TRAINING,
        "study_abroad": Rule(abroad.abroad, "BZ21 附件一(一)", f"{abroad.READS} {claims.READS}", STAY_GUARDS, (STAY,)),
        "award": _rule(results.award, "BZ21 附件一(二)", results.AWARD_READS, RESULT),
        "appraised_result": _rule(results.appraised, "BZ21 附件一(二)", "level rank", RESULT),
        "patent": _rule(results.patent, "BZ21 附件一(二)", "patent rank", RESULT),
        "paper": _rule(papers.paper, "BZ21 附件一(三)1", papers.READS, PAPER, plain=LONG_ENOUGH),
        "abstract": _rule(papers.abstract, "BZ21 附件一(三)1", papers.READS, PAPER, plain=LONG_ENOUGH),
        "collection_paper": _rule(papers.collection, "BZ21 附件一(三)2", papers.READS, PAPER, plain=LONG_ENOUGH),
        "conference_paper": _rule(papers.conference, "BZ21 附件一(三)2", papers.READS, PAPER, plain=LONG_ENOUGH),
        "monograph": _rule(books.monograph, "BZ21 附件一(三)3", books.READS, PAPER),
        "translation": _rule(books.translation, "BZ21 附件一(三)3", "reviewer_hours", PAPER),
        "degree_education": _rule(degree.degree, "BZ21 附件一(四)", degree.READS, DEGREE, ONE_STUDY),
        "self_study_exam": _rule(degree.self_study_exam, "BZ21 附件一(四)", "subjects", ONE_STUDY),
        "competition_participation": _rule(others.participation, "BZ21 附件一(二)", ""),
        "superior_rule": _rule(others.superior, "BZ21 二(二)", "hours category"),
        "makeup_course": Rule(others.no_makeup, "BZ21 三(一)"),
    },
    cross_rules=(abroad.STAYS_ADDED,),
    shared=("paper", "abstract", "collection_paper", "conference_paper"),
    silent_clause="BZ21 附件一",
    no_rule={"xuexi_qiangguo": "BZ21 附件二(一)", "public_subject_training": "BZ21 附件二(一)"},
    questions=questions.HOURS,
    purposes={
        "title_review": Purpose(
            "title_review", OwnClosingDay("BZ21 三(一)", ("done", "exam_date", "filed")), "done exam_date filed dates"
        )
    },
    ways=WAYS,
    states_fees=True,
    exceptions={"claimed": "BZ21 二(二)：同一成果分别申请计入公需、专业时，按学时较多者计一次，可能恰好落在已满的一科"},
    platform={
        "public_exam": True,
        "professional_exam": None,
        "conversion_caps": {"public": "=conversion.public_cap", "professional": "=conversion.professional_cap"},
    },
)
