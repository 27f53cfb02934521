"""What counts only once (同一项只计一次): courses, results, papers, stays, degrees."""

from ce_rules.authoring import Once

COURSE = Once("course", "course", "BZ21 三(三)", other="duplicate")
RESULT = Once("result", "result", "BZ21 附件一(二)", when=("BZ-A12", "R1"))
PAPER = Once("paper", "result", "BZ21 附件一(三)", other="duplicate")
STAY = Once("stay", "result", "BZ21 附件一(一)", other="duplicate")
DEGREE = Once("degree", "result", "BZ21 附件一(四)", other="duplicate", when=("BZ-A9", "R1", "R3"))
ONE_STUDY = Once("one_study", None, "BZ21 附件一(四)", other="duplicate", when=("BZ-A10", "R2"))
