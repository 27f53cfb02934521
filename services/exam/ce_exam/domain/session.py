"""Sessions of offline exams (考次): when and where they are sat, who has which seat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from ce_exam.domain import errors
from ce_exam.domain.item import Category
from ce_kit.clock import SHANGHAI, local_date

Seat = tuple[int, int]
"""Number of the place, number of the seat."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A place (考点) of a session."""

    number: int
    name: str
    address: str
    seats: int


@dataclass(frozen=True, slots=True)
class Session:
    """An announced sitting; `registration_closes_at` and `cancel_until` are the first instants that are too late."""

    session_id: str
    exam_id: str
    year: int
    category: Category
    number: int
    held_on: date
    starts_at: datetime
    ends_at: datetime
    registration_opens_at: datetime
    registration_closes_at: datetime
    cancel_until: datetime
    clause: str
    announced_at: datetime
    venues: tuple[Venue, ...]
    called_off_at: datetime | None = None
    called_off_reason: str | None = None

    def check(self) -> None:
        """Check what the fields say together. Raises BadSession."""
        if not self.starts_at < self.ends_at or local_date(self.ends_at) != self.held_on:
            raise errors.BadSession("考试结束时间须晚于开始时间，且在同一天")
        if not self.registration_opens_at < self.registration_closes_at <= self.starts_at:
            raise errors.BadSession("报名须先开始后截止，且不晚于考试开始")
        if self.cancel_until > self.starts_at:
            raise errors.BadSession("取消报名的截止时间不能晚于考试开始")
        if self.announced_at >= self.registration_closes_at:
            raise errors.BadSession("报名截止时间已过")
        if not self.venues or len({venue.name for venue in self.venues}) < len(self.venues):
            raise errors.BadSession("至少要有一个考点，且考点名称不能重复")

    def check_stands(self) -> None:
        """Check that it was not called off. Raises SessionCalledOff."""
        if self.called_off_at is not None:
            raise errors.SessionCalledOff(f"本考次已取消：{self.called_off_reason}", session_id=self.session_id)

    def check_takes_registrations(self, now: datetime) -> None:
        """Check that one may register now. Raises SessionCalledOff, RegistrationClosed."""
        self.check_stands()
        if not self.registration_opens_at <= now < self.registration_closes_at:
            raise errors.RegistrationClosed(
                f"报名时间为 {_shown(self.registration_opens_at)} 至 {_shown(self.registration_closes_at)}",
                session_id=self.session_id,
            )

    def free_seat(self, taken: Collection[Seat], venue_number: int) -> Seat:
        """Return the first free seat, at a place (0 for any). Raises SessionFull."""
        for venue in self.venues:
            if venue_number in (0, venue.number):
                for seat in range(1, venue.seats + 1):
                    if (venue.number, seat) not in taken:
                        return venue.number, seat
        total = sum(venue.seats for venue in self.venues if venue_number in (0, venue.number))
        where = "该考点" if venue_number else "本考次"
        raise errors.SessionFull(f"{where} {total} 个座位已报满，请选择其他考点或考次", session_id=self.session_id)

    def admission_number(self, seat: Seat) -> str:
        """Return the number of a seat on the admission list: year, session, place, seat."""
        subject = "1" if self.category is Category.PUBLIC else "2"
        return f"{self.year}{subject}{self.number:02}{seat[0]:02}{seat[1]:04}"


@dataclass(frozen=True, slots=True)
class Registration:
    """A seat taken; live until it is cancelled or settled by a mark or an absence."""

    registration_id: str
    session_id: str
    exam_id: str
    year: int
    category: Category
    person_id: str
    venue_number: int
    seat_number: int
    admission_number: str
    registered_at: datetime
    cancelled_at: datetime | None = None
    settled_at: datetime | None = None
    absent: bool | None = None

    @property
    def is_live(self) -> bool:
        """Whether it still waits for its sitting or its mark."""
        return self.cancelled_at is None and self.settled_at is None


def _shown(instant: datetime) -> str:
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
