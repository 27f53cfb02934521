"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_identity.adapters.access import SqlLoginAttempts, SqlRoles, SqlSessions, SqlUnits
from ce_identity.adapters.people import SqlAccounts, SqlCityPeople, SqlPeople
from ce_identity.adapters.staff import SqlStaff
from ce_identity.adapters.tables import metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork


class SqlIdentityUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.people = SqlPeople(connection, self.clock)
        self.accounts = SqlAccounts(connection)
        self.attempts = SqlLoginAttempts(connection)
        self.sessions = SqlSessions(connection)
        self.roles = SqlRoles(connection)
        self.units = SqlUnits(connection)
        self.staff = SqlStaff(connection)
        self.city_people = SqlCityPeople(connection)
