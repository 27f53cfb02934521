"""Credits of 2019 and before (学分折算，附件二): the table of contents of notice BZ21 for these years."""

from ce_rules.authoring import Account, AsTheYear, Formula, Once, Override, Purpose, Rule, RuleSetSpec, WindowSum, Years
from ce_rules_binzhou import abroad, books, credit_training, degree, others, papers, questions, results
from ce_rules_binzhou.credit_years import CHOSEN_YEAR_GUARDS, OWN_YEAR_GUARDS

PREAMBLE = "BZ21 附件二"
RESULT = Once("result", "result", PREAMBLE, when=("BZ-A12", "R1"))
PAPER = Once("paper", "result", PREAMBLE, other="duplicate")
STAY = Once("stay", "result", PREAMBLE, other="duplicate")
COURSE = Once("course", "course", PREAMBLE, other="duplicate")
DEGREE = Once("degree", "result", "BZ21 附件二(七)", other="duplicate", per_year=True)
ONE_STUDY = Once("one_study", None, "BZ21 附件二(七)", other="duplicate", per_year=True, when=("BZ-A10", "R2"))
FIFTEEN = Once("fifteen", None, "BZ21 附件二(一)", other="duplicate", per_year=True, when=("BC-A4", "R2"))
ONE_PUBLIC = Once("public_subject", None, "BZ21 附件二(一)", other="duplicate", per_year=True, when=("BC-A8", "R1"))
POINTS = Once("points", None, "BZ21 附件二(一)", other="duplicate", per_year=True)


def _chosen(formula: Formula, clause: str, reads: str, *once: Once) -> Rule:
    """Rule something whose year the person chooses freely."""
    return Rule(formula, clause, f"{reads} for_year", CHOSEN_YEAR_GUARDS, once)


def _own(formula: Formula, clause: str, reads: str, *once: Once) -> Rule:
    """Rule something that belongs to the year it took place in."""
    return Rule(formula, clause, f"{reads} for_year", OWN_YEAR_GUARDS, once)


CREDITS = RuleSetSpec(
    id="BZ21-credits",
    notice="BZ21",
    years=Years(None, 2019),
    unit="credits",
    base=("370000", "SD-earlier"),
    standard=Override(
        "SD 早年标准", WindowSum("BZ21 一", "window.sums", each="window.each", each_when=("BC-A2", "R2"))
    ),
    accounts=(Account("public", "public", "公需科目"), Account("professional", "professional", "专业科目")),
    rules={
        "public_subject_training": _own(
            credit_training.public_subject, "BZ21 附件二(一)", "exam exam_attempts passed", ONE_PUBLIC, FIFTEEN
        ),
        "xuexi_qiangguo": _own(credit_training.points, "BZ21 附件二(一)", "points", POINTS, FIFTEEN),
        "training": _own(credit_training.training, "BZ21 附件二(二)", credit_training.READS, COURSE),
        "lecture": _own(credit_training.lecture, "BZ21 附件二(二)", credit_training.READS, COURSE),
        "advanced_seminar": _own(credit_training.seminar, "BZ21 附件二(三)", credit_training.READS, COURSE),
        "study_abroad": _chosen(abroad.abroad, "BZ21 附件二(四)", abroad.READS, STAY),
        "award": _chosen(results.award, "BZ21 附件二(五)", results.AWARD_READS, RESULT),
        "appraised_result": _chosen(results.appraised, "BZ21 附件二(五)", "level rank", RESULT),
        "patent": _chosen(results.patent, "BZ21 附件二(五)", "patent rank", RESULT),
        "paper": _chosen(papers.paper, "BZ21 附件二(六)", f"{papers.READS} chars", PAPER),
        "abstract": _chosen(papers.abstract, "BZ21 附件二(六)", f"{papers.READS} chars", PAPER),
        "collection_paper": _chosen(papers.collection, "BZ21 附件二(六)", f"{papers.READS} chars", PAPER),
        "conference_paper": _chosen(papers.conference, "BZ21 附件二(六)", f"{papers.READS} chars", PAPER),
        "monograph": _chosen(books.monograph, "BZ21 附件二(六)", books.READS, PAPER),
        "translation": _chosen(books.translation, "BZ21 附件二(六)", "reviewer_hours", PAPER),
        "degree_education": _chosen(degree.degree, "BZ21 附件二(七)", degree.READS, DEGREE, ONE_STUDY),
        "self_study_exam": _chosen(degree.self_study_exam, "BZ21 附件二(七)", "subjects", ONE_STUDY),
        "competition_participation": _chosen(others.participation, PREAMBLE, "reviewer_hours"),
        "makeup_course": Rule(others.no_makeup, "BZ21 三(一)"),
    },
    cross_rules=(credit_training.HOURS_ADDED,),
    shared=("paper", "abstract", "collection_paper", "conference_paper"),
    silent_clause=PREAMBLE,
    questions=questions.CREDITS,
    purposes={"title_review": Purpose("title_review", AsTheYear("BZ21 一"), "")},
)
