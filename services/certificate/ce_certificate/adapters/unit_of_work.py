"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_certificate.adapters.certificates import SqlCertificates, SqlNumbers
from ce_certificate.adapters.city_records import SqlCityRecords
from ce_certificate.adapters.read_models import SqlAssessments, SqlPeople, SqlUnits
from ce_certificate.adapters.tables import metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork


class SqlCertificateUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.certificates = SqlCertificates(connection)
        self.numbers = SqlNumbers(connection)
        self.assessments = SqlAssessments(connection)
        self.people = SqlPeople(connection)
        self.units = SqlUnits(connection)
        self.records = SqlCityRecords(connection, self.clock)
