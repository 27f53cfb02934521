"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_org.adapters.employments import SqlEmployments
from ce_org.adapters.registrations import SqlRegistrations
from ce_org.adapters.tables import metadata
from ce_org.adapters.units import SqlUnits


class SqlOrgUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.units = SqlUnits(connection)
        self.registrations = SqlRegistrations(connection)
        self.employments = SqlEmployments(connection)
