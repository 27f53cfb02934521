"""The rules of this platform's jurisdiction, asked of credit."""

from datetime import date
from decimal import Decimal
from typing import Any

from ce_exam.application.ports import SessionRuling
from ce_exam.domain.attempt_policy import RuleAnswer
from ce_exam.domain.exam_mode import ModePolicy
from ce_exam.domain.item import Category
from ce_kit.errors import ServiceFault


class CreditRules:
    """Asks credit's AskRule; `ask` is the call context's way to credit."""

    def __init__(self, ask: Any) -> None:
        self.ask = ask

    def after_failure(self, year: int, category: Category) -> RuleAnswer:
        try:
            first = self._ask(year, "exam_attempts", category=category.value)
        except ServiceFault as fault:
            if fault.reason != "NO_RULE_SET":
                raise
            return RuleAnswer("silent", reason=f"{year} 年度没有适用的文件")
        more = first.get("more") or {}
        chances, fee = more.get("chances"), more.get("fee_yuan")
        after = None
        if chances:
            again = self._ask(year, "next_attempt", category=category.value, failed=int(chances), restudy=True)
            after = (again.get("more") or {}).get("chances")
        return RuleAnswer(
            str(first["value"]),
            str(first.get("clause") or ""),
            str(first.get("source") or ""),
            str(first.get("reason") or ""),
            int(chances) if chances else None,
            int(after) if after else None,
            int(Decimal(str(fee)) * 100) if fee is not None else None,
        )

    def modes(self, year: int) -> ModePolicy:
        now, later = (
            self._ask_if_ruled(year, "exam_mode", chosen="online", asks="offline", failed=failed)
            for failed in (False, True)
        )
        if now.get("value") != "no":
            return ModePolicy()
        return ModePolicy(True, later.get("value") == "yes", str(now.get("clause") or ""))

    def offline_session(self, year: int, held_on: date, registered_on: date) -> SessionRuling:
        facts = {"session": held_on.isoformat(), "registered": registered_on.isoformat()}
        answer = self._ask_if_ruled(year, "offline_exam", **facts)
        if answer.get("value") not in ("yes", "no"):
            return SessionRuling()
        return SessionRuling(answer["value"] == "yes", str(answer["clause"]), str(answer["reason"]))

    def _ask_if_ruled(self, year: int, question: str, **facts: Any) -> dict[str, Any]:
        """Ask what not every notice answers; return nothing where it does not."""
        try:
            return self._ask(year, question, **facts)
        except ServiceFault as fault:
            if fault.reason not in ("NO_RULE_SET", "UNKNOWN_QUESTION"):
                raise
            return {}

    def _ask(self, year: int, question: str, **facts: Any) -> dict[str, Any]:
        payload = {"jurisdiction": "", "year": year, "question": question, "facts": facts}
        answer: dict[str, Any] = self.ask("ask_rule", payload, as_service=True)
        return answer
