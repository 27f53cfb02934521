"""What a failed attempt leads to (考试机会与不合格之后), as the notice in force says."""

from dataclasses import dataclass
from enum import StrEnum

from ce_exam.domain.errors import ExamNotNeeded, RulesUnclear


class AfterFailure(StrEnum):
    """What follows when the chances are used up."""

    PAID_RESIT = "paid_resit"
    RESTUDY = "restudy"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What the rules say; `chances` per round where the notice limits them, `fee_fen` where it states a fee."""

    value: str
    clause: str = ""
    source: str = ""
    reason: str = ""
    chances: int | None = None
    chances_after_restudy: int | None = None
    fee_fen: int | None = None


@dataclass(frozen=True, slots=True)
class AttemptPolicy:
    """The rule an exam is held by; stored with the exam, so that starting an attempt asks nobody.

    Chances count in a round of study and `None` is without limit. A paid resit adds one chance each.
    """

    after_failure: AfterFailure
    chances: int | None
    chances_after_restudy: int | None
    resit_fee_fen: int | None
    clause: str
    source: str
    text: str

    def allowed(self, round_number: int, resits_paid: int) -> int | None:
        """Return how many attempts a person may have started in this round; None without limit."""
        if self.after_failure is AfterFailure.NOTHING:
            return None
        if self.after_failure is AfterFailure.PAID_RESIT:
            return 1 + resits_paid
        return self.chances if round_number == 1 else self.chances_after_restudy


def policy_from(answer: RuleAnswer, year: int) -> AttemptPolicy:
    """Turn the rules' answer into a policy.

    Where no notice says anything, attempts are not limited: a limit nobody decreed must not cost anybody the year.

    Raises:
        ExamNotNeeded: the notice wants no exam here.
        RulesUnclear: the rules answer something this code does not know, or leave out the number of chances.
    """
    where = f"（{answer.clause}）" if answer.clause else ""
    fixed = {"clause": answer.clause, "source": answer.source}
    match answer.value:
        case "none_needed":
            raise ExamNotNeeded(f"{answer.reason or '按文件无需考试'}{where}", clause=answer.clause, year=year)
        case "paid_resit":
            fee = f"，每次 {yuan(answer.fee_fen)} 元" if answer.fee_fen is not None else ""
            text = f"考试不合格可缴费补考{fee}，次数不限{where}"
            return AttemptPolicy(AfterFailure.PAID_RESIT, 1, None, answer.fee_fen, text=text, **fixed)
        case "restudy" if answer.chances:
            after = answer.chances_after_restudy or answer.chances
            text = f"每轮学习有 {answer.chances} 次考试机会，均不合格须申请重新学习，其后有 {after} 次机会{where}"
            return AttemptPolicy(AfterFailure.RESTUDY, answer.chances, after, None, text=text, **fixed)
        case "silent" | "unknown":
            text = f"{answer.reason or f'{year} 年度没有文件规定考试次数'}{where}；本平台不限次数，不收费"
            return AttemptPolicy(AfterFailure.NOTHING, None, None, None, text=text, **fixed)
    raise RulesUnclear(
        f"规则对考试机会的答复“{answer.value}”无法执行{where}，请核对该属地的规则包", value=answer.value, year=year
    )


def yuan(fen: int) -> str:
    """Write an amount of money in yuan, the short way: 10, 9.5."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02d}".rstrip("0")
