"""Papers as people took them, read in pieces by processes that look at all attempts of a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Text, cast, select

from ce_exam.adapters.attempts import SELECT_ATTEMPT, to_attempt
from ce_exam.adapters.tables import attempt, exam, item_version, paper, submission
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.grading import Key, MultipleChoiceRule
from ce_exam.domain.paper import Drawn

PIECE = 2000


@dataclass(frozen=True, slots=True)
class TakenPaper:
    """An attempt with its paper, and its sheet once it is closed."""

    attempt: Attempt
    drawn: tuple[Drawn, ...]
    sheet: AnswerSheet | None
    received_at: datetime | None
    points_per_item: int
    rule: MultipleChoiceRule


def taken_papers(
    connection: Connection, year: int, category: str, *, exam_id: str = "", item_version_id: str = ""
) -> Iterator[TakenPaper]:
    """Return drawn papers of a year and category (of one exam; with one item), by attempt; offline exams have none."""
    query = (
        SELECT_ATTEMPT.add_columns(
            paper.c.drawn,
            submission.c.answers,
            submission.c.received_at,
            exam.c.points_per_item,
            exam.c.multiple_choice_rule,
        )
        .join(paper, paper.c.paper_hash == attempt.c.paper_hash)
        .join(exam, exam.c.exam_id == attempt.c.exam_id)
        .outerjoin(submission, submission.c.attempt_id == attempt.c.attempt_id)
        .where(attempt.c.year == year, attempt.c.category == category, paper.c.pool_id.is_not(None))
        .order_by(attempt.c.attempt_id)
        .limit(PIECE)
    )
    if exam_id:
        query = query.where(attempt.c.exam_id == exam_id)
    if item_version_id:
        query = query.where(cast(paper.c.drawn, Text).contains(item_version_id))
    last = ""
    while rows := connection.execute(query.where(attempt.c.attempt_id > last)).all():
        for row in rows:
            yield TakenPaper(
                to_attempt(row),
                tuple(Drawn(item_version_id, order) for item_version_id, order in row.drawn),
                None if row.answers is None else AnswerSheet.from_json(row.answers),
                row.received_at,
                row.points_per_item,
                MultipleChoiceRule(row.multiple_choice_rule),
            )
        last = rows[-1].attempt_id


def key_of_year(connection: Connection, year: int) -> Key:
    """Return the right letters of every version of the items of a year."""
    query = select(item_version.c.item_version_id, item_version.c.answer).where(item_version.c.year == year)
    return {row.item_version_id: row.answer for row in connection.execute(query)}
