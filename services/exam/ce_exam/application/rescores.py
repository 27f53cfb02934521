"""Score an item anew for everyone who was asked it, after a preview and by a second person (试题更正)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ce_exam.application.mark_ports import Rescore, Rescoring
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.revise_mark import revise_marks
from ce_exam.domain.errors import AlreadyDecided, ItemNotFound, PreviewChanged, SecondPersonNeeded
from ce_exam.domain.item import Item
from ce_exam.domain.rescore import Change, check_ruling, counts_of
from ce_exam.domain.revision import Cause, CauseKind
from ce_exam.domain.ruling import Remedy, Ruling
from ce_kit.call import Actor
from ce_kit.ids import new_id
from ce_kit.pages import after, cut, limit


def request_rescore(
    uow: ExamUnitOfWork,
    rescoring: Rescoring,
    actor: Actor,
    *,
    now: datetime,
    item_version_id: str,
    remedy: Remedy,
    accepted: Sequence[str],
    marks_may_fall: bool,
    reason: str,
) -> dict[str, Any]:
    """Work out who would change, and keep that for the person who decides; one transaction.

    Raises:
        ItemNotFound, BadRuling: see there.
    """
    ruling = Ruling(remedy, tuple(dict.fromkeys(accepted)), marks_may_fall)
    with uow.reader() as before:
        item = before.items.versions([item_version_id]).get(item_version_id)
    if item is None:
        raise ItemNotFound("题库中没有这道题的这一版本", item_version_id=item_version_id)
    check_ruling(item, ruling)
    concerned, changes = rescoring.changes(item_version_id, ruling)
    counts = counts_of(concerned, changes)
    with uow:
        rescore = Rescore(new_id(), item_version_id, ruling, reason, actor.id, now, counts)
        uow.rescores.add(rescore, changes)
        asked = {"item_version_id": item_version_id, "remedy": remedy, "reason": reason, **counts}
        uow.audit.record("rescore.requested", rescore.rescore_id, asked)
        uow.commit()
    return {"rescore_id": rescore.rescore_id, "counts": counts}


def list_rescores(uow: ExamUnitOfWork, *, with_decided: bool, page_size: int, page_token: str) -> dict[str, Any]:
    """Return re-scorings that await a decision, or all, newest first."""
    key = after(page_token)
    with uow:
        found = uow.rescores.page(str(key[0]) if key else None, limit(page_size), with_decided=with_decided)
        items = uow.items.versions({one.item_version_id for one in found})
    page, token = cut(found, page_size, lambda one: [one.rescore_id])
    return {"rescores": [_view(one, items[one.item_version_id]) for one in page], "next_page_token": token}


def _view(one: Rescore, item: Item) -> dict[str, Any]:
    own = {name: getattr(one, name) for name in Rescore.__slots__}
    return {**own, **asdict(one.ruling), "item_code": item.code, "item_stem": item.stem}


def list_rescore_changes(uow: ExamUnitOfWork, *, rescore_id: str, page_size: int, page_token: str) -> dict[str, Any]:
    """Return who would change as previewed last, by attempt. Raises RescoreNotFound."""
    key = after(page_token)
    with uow:
        uow.rescores.get(rescore_id)
        found = uow.rescores.changes(rescore_id, str(key[0]) if key else "", limit(page_size))
    changes, token = cut(found, page_size, lambda one: [one.attempt_id])
    return {"changes": changes, "next_page_token": token}


def decide_rescore(
    uow: ExamUnitOfWork,
    rescoring: Rescoring,
    actor: Actor,
    *,
    now: datetime,
    rescore_id: str,
    accept: bool,
    reason: str,
    preview: int,
) -> dict[str, Any]:
    """Accept or reject; accepted, the ruling holds and every mark that changes by it is revised. One transaction.

    No mark is given while it is worked out anew, so none is given without the ruling and missed by it.

    Raises:
        RescoreNotFound, AlreadyDecided: see there.
        SecondPersonNeeded: the caller asked for it.
        PreviewChanged: others would change than was previewed; what would change now is kept as the new preview.
    """
    counts: dict[str, int] = {}
    changes: list[Change] = []
    with uow:
        if accept:
            uow.rulings.hold()
        one = uow.rescores.get(rescore_id)
        if one.requested_by == actor.id:
            raise SecondPersonNeeded("重新计分须由申请人以外的另一名管理员复核", rescore_id=rescore_id)
        if accept:
            concerned, changes = rescoring.changes(one.item_version_id, one.ruling)
            counts = counts_of(concerned, changes)
        if not uow.rescores.decide(
            rescore_id, accepted=accept, reason=reason, decided_by=actor.id, counts=counts, now=now
        ):
            raise AlreadyDecided("该重新计分申请已经复核过", rescore_id=rescore_id)
        stands = not accept or changes == uow.rescores.changes(rescore_id)
        if stands and accept and preview not in (0, one.preview):
            raise _changed(one.preview, one.counts, counts)
        if stands:
            if accept:
                _carry_out(uow, one, changes, actor, now)
            uow.audit.record("rescore.decided", rescore_id, {"accepted": accept, "reason": reason, **counts})
            uow.commit()
    if not stands:
        raise _changed(_preview_anew(uow, one, counts, changes), one.counts, counts)
    return {"counts": counts}


def _carry_out(uow: ExamUnitOfWork, one: Rescore, changes: Sequence[Change], actor: Actor, now: datetime) -> None:
    cause = Cause(CauseKind.RESCORE, one.reason, one.rescore_id, one.requested_by, actor.id)
    versions = {change.attempt_id: change.from_version for change in changes}
    uow.rulings.decide(one.item_version_id, one.ruling, one.rescore_id, now)
    revise_marks(uow, {change.attempt_id: change.to_points for change in changes}, cause, now, versions)


def _preview_anew(uow: ExamUnitOfWork, one: Rescore, counts: Mapping[str, int], changes: Sequence[Change]) -> int:
    """Keep what would change now in a transaction of its own: that of the decision is rolled back."""
    with uow.apart() as kept:
        kept.rulings.hold()
        number = kept.rescores.renew(one.rescore_id, counts, changes)
        if not number:
            raise AlreadyDecided("该重新计分申请已经复核过", rescore_id=one.rescore_id)
        kept.audit.record("rescore.preview_changed", one.rescore_id, {"before": dict(one.counts), "now": dict(counts)})
        kept.commit()
    return number


def _changed(number: int, before: Mapping[str, int], now: Mapping[str, int]) -> PreviewChanged:
    then_and_now = {f"{name}_before": count for name, count in before.items()}
    then_and_now |= {f"{name}_now": count for name, count in now.items()}
    return PreviewChanged(
        f"将变动的成绩与预览不同：预览时{_told(before)}，现在{_told(now)}；请查看新的预览（第 {number} 次）后再复核",
        preview=number,
        **then_and_now,
    )


def _told(counts: Mapping[str, int]) -> str:
    passes = f"转为合格 {counts['newly_passed']} 人、转为不合格 {counts['newly_failed']} 人"
    return f"提高 {counts['higher']} 人、降低 {counts['lower']} 人（{passes}）"
