"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_credit.adapters.claims import SqlClaims
from ce_credit.adapters.facts import SqlActivities, SqlAttempts
from ce_credit.adapters.ledger import SqlLedger, SqlYears
from ce_credit.adapters.people import SqlEmployments, SqlPeople
from ce_credit.adapters.records import SqlRecords
from ce_credit.adapters.tables import metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork


class SqlCreditUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.people = SqlPeople(connection)
        self.employments = SqlEmployments(connection)
        self.activities = SqlActivities(connection)
        self.attempts = SqlAttempts(connection)
        self.ledger = SqlLedger(connection)
        self.years = SqlYears(connection)
        self.claims = SqlClaims(connection)
        self.records = SqlRecords(connection, self.clock)
