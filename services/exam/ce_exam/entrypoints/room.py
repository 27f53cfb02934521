"""What all parts of the exam service's entrypoint share: who calls, the time, one transaction."""

from datetime import datetime

from ce_exam.adapters.unit_of_work import SqlExamUnitOfWork
from ce_exam.settings import ExamSettings
from ce_nameko.api import Asks, CallActor, PlatformClock, Shared, UnitOfWork


class Room:
    """Base of the parts; each part is a mixin with the methods of one proto service."""

    name = "exam"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlExamUnitOfWork)
    credit = Asks("credit")
    settings = Shared(lambda settings: ExamSettings.read(settings.variables))

    @property
    def now(self) -> datetime:
        instant: datetime = self.clock.now()
        return instant
