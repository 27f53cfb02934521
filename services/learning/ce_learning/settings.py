"""Settings of the learning service beyond the common ones."""

from dataclasses import dataclass

from ce_kit.settings import SettingsError, Variables

SHORTEST_SEGMENT, LONGEST_SEGMENT = 10, 3600


@dataclass(frozen=True)
class LearningSettings:
    """How study time is measured."""

    minutes_per_hour: int
    longest_segment_seconds: int

    @classmethod
    def read(cls, variables: Variables) -> "LearningSettings":
        """Read `CE_LEARNING_MINUTES_PER_HOUR` (length of one 学时 in minutes; no notice states it, G-A6) and
        `CE_LEARNING_LONGEST_SEGMENT` (most seconds granted for a time without reports).

        Raises:
            SettingsError: a value is out of range. With the demo's fast clock a segment may be longer than an hour.
        """
        minutes = variables.read("MINUTES_PER_HOUR", "int", 45)
        segment = variables.read("LONGEST_SEGMENT", "int", 600)
        if not 1 <= minutes <= 60:
            raise SettingsError(f"CE_LEARNING_MINUTES_PER_HOUR is 1 to 60, not {minutes}")
        most = 366 * 86_400 if variables.read("DEMO", "bool", False) else LONGEST_SEGMENT
        if not SHORTEST_SEGMENT <= segment <= most:
            raise SettingsError(f"CE_LEARNING_LONGEST_SEGMENT is {SHORTEST_SEGMENT} to {most}, not {segment}")
        return cls(minutes, segment)
