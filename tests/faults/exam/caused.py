"""What a run causes on purpose: poison, and times at which a server or a link was away. Everything else is a fault."""

from dataclasses import dataclass, field
from datetime import datetime

AFTER_SECONDS = 12.0
"""How long after a server came back, or a link, somebody may still complain of it."""

STORE_AWAY = (
    "psycopg2.OperationalError",
    "psycopg2.InterfaceError",
    "InvalidatePoolError",
    "sheets could not be written",
)
BROKER_AWAY = (
    "reply could not be sent",
    "broker did not confirm",
    "kombu.exceptions.OperationalError",
    "amqp.exceptions",
)
COMPLAINTS = {
    "postgres": STORE_AWAY,
    "rabbitmq": BROKER_AWAY,
    "broker": BROKER_AWAY,
    "link": BROKER_AWAY,
}
"""What a process may say while something is away, by a word of the fault's name."""
POISONED = ("message set aside", "unreadable message")


@dataclass
class Caused:
    """Texts of poisonous messages, unreadable sheets by attempt and request id, and when which fault struck."""

    texts: set[str] = field(default_factory=set)
    sheets: set[tuple[str, str]] = field(default_factory=set)
    away: list[tuple[str, float, float]] = field(default_factory=list)

    def explains(self, entry: dict[str, object]) -> bool:
        """Tell whether the run caused this line of a log."""
        text = f"{entry.get('event')} {entry.get('error', '')} {entry.get('exception', '')}"
        if any(word in text for word in POISONED):
            return bool(self.texts)
        said = datetime.fromisoformat(str(entry["timestamp"])).timestamp()
        return any(
            began <= said <= ended + AFTER_SECONDS and any(known in text for known in complaints)
            for kind, began, ended in self.away
            for word, complaints in COMPLAINTS.items()
            if word in kind
        )
