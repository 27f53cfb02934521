"""One transaction over everything the service owns."""

from typing import Self

from sqlalchemy import Connection

from ce_exam.adapters.appeals import SqlAppeals
from ce_exam.adapters.attempts import SqlAttempts, SqlSavedSheets
from ce_exam.adapters.corrections import SqlCorrections
from ce_exam.adapters.exams import SqlExams, SqlPapers
from ce_exam.adapters.extensions import SqlExtensions
from ce_exam.adapters.integrity import SqlFlags
from ce_exam.adapters.items import SqlItems
from ce_exam.adapters.mark_imports import SqlMarkImports, SqlPeople
from ce_exam.adapters.records import SqlRecords
from ce_exam.adapters.rescores import SqlRescores
from ce_exam.adapters.rulings import SqlRulings
from ce_exam.adapters.sessions import SqlSessions
from ce_exam.adapters.set_asides import SqlSetAsides
from ce_exam.adapters.statistics import SqlItemStatistics
from ce_exam.adapters.tables import metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork


class SqlExamUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def apart(self) -> Self:
        """Return a unit whose work stands although the request is refused."""
        return type(self)(self.engine, self.clock, self.source, self.call, wake_relay=self.wake_relay)

    def open(self, connection: Connection) -> None:
        self.items = SqlItems(connection, self.clock)
        self.exams = SqlExams(connection, self.clock)
        self.papers = SqlPapers(connection)
        self.attempts = SqlAttempts(connection)
        self.sheets = SqlSavedSheets(connection)
        self.extensions = SqlExtensions(connection)
        self.set_asides = SqlSetAsides(connection)
        self.records = SqlRecords(connection, self.clock)
        self.rulings = SqlRulings(connection)
        self.statistics = SqlItemStatistics(connection)
        self.sessions = SqlSessions(connection)
        self.mark_imports = SqlMarkImports(connection)
        self.people = SqlPeople(connection)
        self.corrections = SqlCorrections(connection)
        self.appeals = SqlAppeals(connection)
        self.rescores = SqlRescores(connection)
        self.flags = SqlFlags(connection)
