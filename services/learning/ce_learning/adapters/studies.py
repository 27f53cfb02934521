"""Study sessions and learners in the database."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from ce_kit.db.once import insert_ignoring
from ce_learning.adapters.tables import learner, study
from ce_learning.domain.study import EndReason, Learner, Study

LEARNER = [learner.c[name] for name in Learner.__slots__]
STUDY = [study.c[name] for name in Study.__slots__]


class SqlStudies:
    """Study sessions; a person's sessions change only while the person's learner row is locked."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def lock(self, person_ids: Collection[str], now: datetime) -> dict[str, Learner]:
        # in one order, so that two batches cannot wait for each other
        ordered = sorted(person_ids)
        query = select(*LEARNER).where(learner.c.person_id.in_(ordered)).order_by(learner.c.person_id).with_for_update()
        found = {row.person_id: Learner(*row) for row in self.connection.execute(query)}
        if fresh := [person_id for person_id in ordered if person_id not in found]:
            rows = [{"person_id": person_id, "counted_until": now, "live_study_id": None} for person_id in fresh]
            insert_ignoring(self.connection, learner, rows, learner.c.person_id)
            found = {row.person_id: Learner(*row) for row in self.connection.execute(query)}
        return found

    def find(self, study_ids: Collection[str]) -> dict[str, Study]:
        query = select(*STUDY).where(study.c.study_id.in_(study_ids))
        found = {}
        for row in self.connection.execute(query):
            one = Study(*row)
            one.ended_by = EndReason(row.ended_by) if row.ended_by else None
            found[one.study_id] = one
        return found

    def add(self, one: Study) -> None:
        self.connection.execute(insert(study).values(**asdict(one)))

    def save_all(self, learners: Iterable[Learner], studies: Iterable[Study]) -> None:
        rows = [{**asdict(one), "key": one.study_id} for one in studies]
        if rows:
            self.connection.execute(update(study).where(study.c.study_id == bindparam("key")), rows)
        rows = [{**asdict(one), "key": one.person_id} for one in learners]
        if rows:
            self.connection.execute(update(learner).where(learner.c.person_id == bindparam("key")), rows)
