"""Apply yearly caps and distribute hours without a category (年度上限、未指定科目的分配)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from ce_rules.accounts import Account, Cap, Spill, Sums
from ce_rules.amounts import Amount
from ce_rules.decision import CapUse
from ce_rules.engine.written import written
from ce_rules.sheet import Desk
from ce_rules.trace import NotCounted, Pairs

Entry: TypeAlias = tuple[Any, ...]  # account, amount, and whatever else comes along
Books: TypeAlias = dict[str, Amount]
Row: TypeAlias = list[Amount]  # one year's sums in the order of the accounts
Known: TypeAlias = dict[tuple[Amount, ...], Any]  # what one cap was asked before: uses by sum, cuts by amount and sum

REMEMBER = 10_000

_CUT = "{label}共 {filed} {unit}，上限 {most} {unit}，超出 {excess} {unit}，本项其中 {cut} {unit}不计"
_POUR = "未指定科目的 {amount} {unit}按专业、公需可折算上限分配后，余 {left} {unit}不计"


# What the caps did to single activities: by account, how much more or less counts and what is said of it.
Changes: TypeAlias = dict[int, list[tuple[str, Amount, NotCounted | None]]]
Applied: TypeAlias = tuple[Changes, tuple[CapUse, ...]]  # and how far each cap was used
Limit: TypeAlias = Amount | Callable[[Sums, Desk], Amount]
_Compiled: TypeAlias = tuple[tuple[str, ...], Limit, Cap, str]  # accounts, limit, cap, clause


class Caps:
    """The caps of a rule set, looked up for one year."""

    def __init__(
        self, caps: Sequence[Cap], spills: Sequence[Spill], accounts: Sequence[Account], desk: Desk, year: int
    ) -> None:
        self._desk = desk
        self._year = year
        self._unit = ("unit", desk.unit_text)
        self._caps: list[_Compiled] = [self._compiled(cap) for cap in caps if desk.applies(cap.when)]
        self._each: list[tuple[_Compiled, Known]] = [(one, {}) for one in self._caps]
        self._spills = [spill for spill in spills if desk.applies(spill.when)]
        self._limits: dict[str, Amount] = {
            name: limit for accounts_, limit, _, _ in self._caps for name in accounts_ if not callable(limit)
        }
        self.close = self._closing(accounts)

    def _compiled(self, cap: Cap) -> _Compiled:
        if isinstance(cap.limit, str):
            parameter = self._desk.param(cap.limit, self._year)
            return cap.accounts, parameter.amount, cap, parameter.clause
        return cap.accounts, cap.limit, cap, cap.clause

    def _closing(self, accounts: Sequence[Account]) -> Callable[[Row], tuple[Amount, Amount]]:
        """Write the function that brings sums down to the caps and gives what is public and what professional.

        It says nothing of single activities. The sums stand in the order of the accounts.
        """
        places = {account.name: n for n, account in enumerate(accounts)}
        space: dict[str, Any] = {}
        lines = ["def close(row):"]
        for n, (names, limit, _, _) in enumerate(self._caps):
            if len(names) == 1 and not callable(limit):
                place = places[names[0]]
                space[f"most{n}"] = limit
                lines.append(f"    if row[{place}] > most{n}: row[{place}] = most{n}")
            else:
                space[f"trim{n}"] = partial(self._trim, tuple(places), names, limit)
                lines.append(f"    trim{n}(row)")
        for n, spill in enumerate(self._spills):
            space[f"empty{n}"] = partial(self._empty, tuple(places), spill)
            lines.append(f"    if row[{places[spill.account]}]: empty{n}(row)")
        sums = (
            " + ".join(f"row[{places[a.name]}]" for a in accounts if a.category == category) or "0"
            for category in ("public", "professional")
        )
        return written([*lines, f"    return {', '.join(sums)}"], space)  # type: ignore[no-any-return]

    def _trim(self, order: Sequence[str], accounts: tuple[str, ...], limit: Limit, row: Row) -> None:
        sums = dict(zip(order, row, strict=False))
        excess: Amount = -(limit(sums, self._desk) if callable(limit) else limit)
        for name in accounts:
            excess += sums[name]
        for name in accounts:
            if excess > 0:
                cut = min(sums[name], excess)
                sums[name] -= cut
                excess -= cut
        row[: len(sums)] = sums.values()

    def _empty(self, order: Sequence[str], spill: Spill, row: Row) -> None:
        sums = dict(zip(order, row, strict=False))
        self._pour(spill, sums[spill.account], sums)
        sums[spill.account] = 0
        row[: len(sums)] = sums.values()

    def apply(self, sums: Books, entries: Sequence[Entry], indexes: Sequence[int] | None = None) -> Applied:
        """Bring sums down to the caps and tell it activity by activity: what is over is cut from the later filings.

        `entries` begin with account and amount; `indexes` names their activities if there is not one for each.
        """
        changes: Changes = {}
        uses = []
        for (accounts, limit, cap, clause), known in self._each:
            most = limit(sums, self._desk) if callable(limit) else limit
            filed = sums[accounts[0]]
            for name in accounts[1:]:
                filed += sums[name]
            if filed > most:
                excess = filed - most
                for place in range(len(entries) - 1, -1, -1):
                    account, cut = entries[place][:2]
                    if account not in accounts or not cut:
                        continue
                    cut = min(cut, excess)
                    sums[account] -= cut
                    excess -= cut
                    index = place if indexes is None else indexes[place]
                    item = known.get((cut, filed, most)) or self._cut(cap, clause, cut, filed, most, known)
                    changes.setdefault(index, []).append((account, -cut, item))
                    if not excess:
                        break
            uses.append(known.get((filed, most)) or self._use(cap, clause, filed, most, known))
        for spill in self._spills:
            if sums[spill.account]:
                self._apply_spill(spill, sums, entries, indexes, changes)
                uses = [self._after_spill(use, spill, sums) for use in uses]
        return changes, tuple(uses)

    def _use(self, cap: Cap, clause: str, filed: Amount, most: Amount, known: Known) -> CapUse:
        """Write how far a cap was used, and remember it: people with equal sums share it."""
        if len(known) >= REMEMBER:
            known.clear()
        use = CapUse(cap.name, cap.label, most, filed, min(filed, most), clause, self._year)
        known[filed, most] = use
        return use

    def _cut(self, cap: Cap, clause: str, cut: Amount, filed: Amount, most: Amount, known: Known) -> NotCounted:
        """Write one line of what a cap cuts, and remember it likewise."""
        if len(known) >= REMEMBER:
            known.clear()
        numbers: Pairs = (
            ("label", cap.label), ("filed", filed), ("most", most), ("excess", filed - most), ("cut", cut), self._unit,
        )  # fmt: skip
        known[cut, filed, most] = item = NotCounted(cut, cap.reason, clause, _CUT, numbers)
        return item

    def _after_spill(self, use: CapUse, spill: Spill, sums: Sums) -> CapUse:
        """Count what flowed into a capped account as filed there."""
        accounts = next(accounts for accounts, _, cap, _ in self._caps if cap.name == use.name)
        if len(accounts) != 1 or accounts[0] not in spill.into:
            return use
        counted = sums[accounts[0]]
        return use._replace(filed=max(use.filed, counted), counted=counted)

    def has_room(self, account: str, sums: Sums) -> bool:
        """Tell whether an unknown value could still count in this account."""
        limit = self._limits.get(account)
        return limit is None or sums[account] < limit

    def _pour(self, spill: Spill, amount: Amount, sums: Books) -> tuple[dict[str, Amount], Amount]:
        """Let an amount flow where room is left; give where it went and what is left."""
        went: dict[str, Amount] = {}
        left = amount
        for target in spill.into:
            limit = self._limits.get(target)
            wanted = amount if spill.together else left
            take = wanted if limit is None else max(0, min(wanted, limit - sums[target]))
            if take:
                sums[target] += take
                went[target] = take
                left = min(left, amount - take) if spill.together else left - take
        return went, left

    def _apply_spill(
        self,
        spill: Spill,
        sums: Books,
        entries: Sequence[Entry],
        indexes: Sequence[int] | None,
        changes: Changes,
    ) -> None:
        for place, (account, amount, *_) in enumerate(entries):
            if account != spill.account:
                continue
            index = place if indexes is None else indexes[place]
            sums[account] -= amount
            went, left = self._pour(spill, amount, sums)
            mine = changes.setdefault(index, [])
            mine += ((target, take, None) for target, take in went.items())
            numbers = (("amount", amount), ("left", left), self._unit)
            item = NotCounted(left, spill.reason, spill.clause, _POUR, numbers) if left > 0 else None
            mine.append((account, -amount, item))
