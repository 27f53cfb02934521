"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_learning.adapters.catalogue import SqlCourses
from ce_learning.adapters.enrolments import SqlEnrolments
from ce_learning.adapters.openings import SqlOpenings
from ce_learning.adapters.studies import SqlStudies
from ce_learning.adapters.tables import metadata


class SqlLearningUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.courses = SqlCourses(connection)
        self.enrolments = SqlEnrolments(connection)
        self.studies = SqlStudies(connection)
        self.openings = SqlOpenings(connection)
