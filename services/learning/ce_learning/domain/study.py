"""Study time (学习时长): the platform's clock decides how much of what a client claims is granted.

A learner's clock time is spent once: `counted_until` is the instant up to which it has been granted or given
up, whatever courses and devices it went to. So the time granted to a person never exceeds the time that has
passed, for any order of sessions and reports.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ce_kit.clock import local_date
from ce_learning.domain.enrolment import Enrolment

SECOND = timedelta(seconds=1)


class Shortfall(StrEnum):
    """Why a report was granted less than it claims."""

    REPEATED = "repeated"
    CLOCK = "clock"
    SEGMENT = "segment"
    COMPLETE = "complete"
    ENDED = "ended"


class EndReason(StrEnum):
    """What ended a study session."""

    REPLACED = "replaced"
    COMPLETED = "completed"


@dataclass(slots=True)
class Learner:
    """A person's one live study session, and how far the person's clock time is spent."""

    person_id: str
    counted_until: datetime
    live_study_id: str | None = None

    def begin(self, study_id: str, at: datetime) -> None:
        """Make a session the live one; time before it is not granted any more."""
        self.live_study_id = study_id
        self.counted_until = max(self.counted_until, at)


@dataclass(slots=True)
class Study:
    """A study session: `position_seconds` is the farthest point reported, `granted_seconds` what counted of it."""

    study_id: str
    enrolment_id: str
    person_id: str
    started_at: datetime
    position_seconds: int = 0
    granted_seconds: int = 0
    ended_at: datetime | None = None
    ended_by: EndReason | None = None

    def end(self, at: datetime, reason: EndReason) -> None:
        """End the session."""
        self.ended_at, self.ended_by = at, reason


@dataclass(frozen=True, slots=True)
class Report:
    """A client's report: its session has come to `position_seconds`; `at` is when the platform received it."""

    study_id: str
    position_seconds: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """The platform's answer to a claim: `seconds` granted; if any, the learner's clock is spent up to `until`."""

    claimed: int
    seconds: int
    until: datetime
    shortfall: Shortfall | None
    explanation: str


def grant(claimed: int, missing: int, counted_until: datetime, at: datetime, longest: int) -> Grant:
    """Grant seconds: no more than claimed, passed on the clock, one segment long, and missing to the course.

    The clock time that is free reaches from `counted_until`, but at most `longest` seconds back, to `at`. What
    a report leaves of it stays free for the next one: a report that the network held up for a few seconds takes
    nothing from an honest client. A client that idles longer than a segment has given the rest up.
    """
    begin = max(counted_until, at - longest * SECOND)
    free = max((at - begin) // SECOND, 0)
    seconds = max(min(claimed, free, missing), 0)
    until = begin + seconds * SECOND
    head = f"本次上报 {max(claimed, 0)} 秒"
    if claimed <= 0:
        return Grant(0, 0, until, Shortfall.REPEATED, "没有新的学习时间（重复或迟到的上报），计 0 秒")
    if seconds == claimed:
        return Grant(claimed, seconds, until, None, f"{head}，计 {seconds} 秒")
    if seconds == missing:
        text = f"{head}，本课程只差 {missing} 秒，计 {seconds} 秒"
        return Grant(claimed, seconds, until, Shortfall.COMPLETE, text)
    if begin > counted_until:
        text = f"{head}，超过 {longest} 秒没有上报的时间不计，计 {seconds} 秒"
        return Grant(claimed, seconds, until, Shortfall.SEGMENT, text)
    text = f"{head}，按平台时钟自上次计时起只过了 {free} 秒，计 {seconds} 秒"
    return Grant(claimed, seconds, until, Shortfall.CLOCK, text)


def ended(study: Study) -> Grant:
    """Return the answer to a report of a session that is not the live one."""
    why = "本课程已学完" if study.ended_by is EndReason.COMPLETED else "已在别处开始另一次学习"
    begin = study.ended_at or study.started_at
    return Grant(0, 0, begin, Shortfall.ENDED, f"此次学习已结束（{why}），计 0 秒；需要时请重新开始学习")


def apply(report: Report, learner: Learner, study: Study, enrolment: Enrolment, longest: int) -> Grant:
    """Apply a report to the three things it concerns; the course may be completed by it."""
    if learner.live_study_id != study.study_id:
        return ended(study)
    claimed = report.position_seconds - study.position_seconds
    given = grant(claimed, enrolment.missing_seconds, learner.counted_until, report.at, longest)
    study.position_seconds = max(study.position_seconds, report.position_seconds)
    if given.seconds == 0:
        return given
    learner.counted_until = given.until
    study.granted_seconds += given.seconds
    if enrolment.add(given.seconds, local_date(report.at)):
        study.end(report.at, EndReason.COMPLETED)
        learner.live_study_id = None
    return given
