"""What callers get to see; a paper without its key, an attempt with the state it has now."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ce_exam.domain.attempt import Attempt, SavedSheet, Submission
from ce_exam.domain.exam import Exam
from ce_exam.domain.item import LABELS, Item
from ce_exam.domain.paper import Paper
from ce_exam.domain.received import SetAside
from ce_exam.domain.standing import Standing


def exam_view(exam: Exam) -> dict[str, Any]:
    """Return an exam as ce.exam.v1.Exam."""
    policy = exam.policy
    return {
        "exam_id": exam.exam_id,
        "year": exam.year,
        "category": exam.category,
        "title": exam.title,
        "mode": exam.mode,
        "opens_on": exam.opens_on,
        "closes_on": exam.closes_on,
        "duration_minutes": exam.duration_minutes,
        "blueprint": [asdict(line) for line in exam.blueprint],
        "points_per_item": exam.points_per_item,
        "full_marks": exam.full_marks,
        "pass_mark": exam.pass_mark,
        "multiple_choice_rule": exam.multiple_choice_rule,
        "min_study_hours": exam.min_study_hours,
        "policy": {
            "after_failure": policy.after_failure,
            "chances": policy.chances or 0,
            "chances_after_restudy": policy.chances_after_restudy or 0,
            "resit_fee_fen": policy.resit_fee_fen or 0,
            "clause": policy.clause,
            "source": policy.source,
            "text": policy.text,
        },
        "mode_policy": asdict(exam.mode_policy),
    }


def standing_view(standing: Standing) -> dict[str, Any]:
    """Return a standing as ce.exam.v1.Standing; no limit is 0."""
    return {**asdict(standing), "attempts_allowed": standing.attempts_allowed or 0}


def attempt_view(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """Return an attempt as ce.exam.v1.Attempt."""
    shown: dict[str, Any] = {
        "attempt_id": attempt.attempt_id,
        "person_id": attempt.person_id,
        "exam_id": attempt.exam_id,
        "year": attempt.year,
        "category": attempt.category,
        "number": attempt.number,
        "round": attempt.round,
        "state": attempt.state_at(now),
        "paper_hash": attempt.paper_hash,
        "started_at": attempt.started_at,
        "deadline": attempt.deadline,
        "excused": attempt.excused,
    }
    if attempt.closed_at is not None:
        shown["closed_at"] = attempt.closed_at
    if attempt.mark is not None:
        mark = attempt.mark
        shown["mark"] = {
            "points": mark.points,
            "pass_mark": mark.pass_mark,
            "passed": mark.passed,
            "sat_on": mark.sat_on,
        }
    return shown


def paper_view(paper: Paper, items: Mapping[str, Item], points_per_item: int) -> dict[str, Any]:
    """Return a paper as ce.exam.v1.Paper: questions and options in the order drawn, never the key."""
    questions = []
    for number, drawn in enumerate(paper.drawn, start=1):
        item = items[drawn.item_version_id]
        texts = [item.options[LABELS.index(own)] for own in drawn.order]
        questions.append(
            {
                "number": number,
                "kind": item.kind,
                "stem": item.stem,
                "options": [{"label": label, "text": text} for label, text in zip(LABELS, texts, strict=False)],
                "points": points_per_item,
            }
        )
    return {"paper_hash": paper.paper_hash, "questions": questions}


def sheet_view(saved: SavedSheet | None) -> dict[str, Any]:
    """Return the sheet saved last as ce.exam.v1.SavedSheet; sequence 0 when nothing was saved."""
    if saved is None:
        return {"sequence": 0, "answers": []}
    return {
        "sequence": saved.sequence,
        "answers": [{"number": number, "chosen": letters} for number, letters in saved.sheet.chosen],
        "answers_sha256": saved.sheet.sha256,
        "received_at": saved.received_at,
        "request_id": saved.request_id,
    }


def handed_in_view(counted: Submission | None) -> dict[str, Any] | None:
    """Return what an attempt was closed by as ce.exam.v1.HandedIn."""
    if counted is None:
        return None
    return {
        "request_id": counted.request_id,
        "sequence": counted.sequence,
        "answers_sha256": counted.sheet.sha256,
        "received_at": counted.received_at,
        "closing": counted.closing,
    }


def set_aside_view(one: SetAside) -> dict[str, Any]:
    """Return a sheet that does not count as ce.exam.v1.SetAside."""
    return {
        "request_id": one.request_id,
        "kind": one.kind,
        "answers_sha256": one.answers_sha256,
        "received_at": one.received_at,
        "reason": one.reason,
        "message": one.message,
    }


def without_none(view: dict[str, Any]) -> dict[str, Any]:
    """Leave out what there is none of; an absent message is not an empty one."""
    return {name: value for name, value in view.items() if value is not None}
