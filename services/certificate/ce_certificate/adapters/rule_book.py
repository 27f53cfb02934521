"""The rules of a jurisdiction, asked of credit."""

from typing import Any

from ce_certificate.domain.ruling import Ruling


class CreditRules:
    """Asks credit's AskRule; `ask` is the call context's way to credit."""

    def __init__(self, ask: Any) -> None:
        self.ask = ask

    def certificate(self, jurisdiction: str, year: int) -> Ruling:
        # credit counts only what every step of the review has passed, so a year that is met has been reviewed
        facts = {"years": [year], "all_reviewed": True}
        payload = {"jurisdiction": jurisdiction, "year": year, "question": "certificate", "facts": facts}
        answer = self.ask("ask_rule", payload, as_service=True)
        return Ruling(
            str(answer["value"]),
            str(answer.get("clause") or ""),
            str(answer.get("source") or ""),
            str(answer.get("reason") or ""),
            str((answer.get("more") or {}).get("kind") or ""),
        )
