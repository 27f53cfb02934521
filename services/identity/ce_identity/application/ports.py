"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from ce_identity.domain.account import Account
from ce_identity.domain.attempts import Attempts
from ce_identity.domain.person import EmploymentNote, Person, StaffEntry


class Vault(Protocol):
    """Keeps ID numbers: encrypted for us, indexed blindly, sealed for the province."""

    def index(self, id_number: str) -> str:
        """Return the blind index: equal for equal numbers, tells nothing else."""
        ...

    def close_up(self, id_number: str, person_id: str) -> bytes:
        """Encrypt, bound to the person."""
        ...

    def open_up(self, sealed: bytes, person_id: str) -> str:
        """Decrypt what `close_up` made."""
        ...

    def seal_for_province(self, id_number: str) -> str:
        """Encrypt for the province's identity service only; the empty text where there is no province above."""
        ...

    def open_from_city(self, sealed: str) -> str:
        """Decrypt what a city sealed for us, the province."""
        ...


class Hasher(Protocol):
    """Hashes passwords slowly, away from the event loop."""

    def hash(self, password: str) -> str:
        """Return a self-describing hash."""
        ...

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Compare; takes as long when there is no hash."""
        ...


class Tokens(Protocol):
    """Makes tokens of a session."""

    def access(
        self, person_id: str, session_id: str, roles: Sequence[tuple[str, str]], now: datetime
    ) -> tuple[str, datetime]:
        """Return a signed access token and when it runs out."""
        ...

    def key_set(self) -> list[dict[str, str]]:
        """Return the public keys by which access tokens are verified."""
        ...


class People(Protocol):
    """Persons by id and by ID number."""

    def get(self, person_id: str) -> Person:
        """Return a person. Raises PersonNotFound."""
        ...

    def by_index(self, index: str) -> Person | None:
        """Return the person with this blind index."""
        ...

    def by_indexes(self, indexes: Collection[str]) -> dict[str, Person]:
        """Return the persons with these blind indexes."""
        ...

    def add_missing(self, persons: Sequence[Person]) -> set[str]:
        """Add those whose ID numbers nobody has; return their ids. Waits for other requests that add the same."""
        ...


class Accounts(Protocol):
    """Accounts by login and by person."""

    def by_login(self, login: str) -> Account | None:
        """Return an account and lock its row."""
        ...

    def of(self, person_id: str) -> Account:
        """Return a person's account and lock its row. Raises PersonNotFound."""
        ...

    def active_among(self, person_ids: Collection[str]) -> set[str]:
        """Return those persons whose accounts have a password."""
        ...

    def add_all(self, accounts: Iterable[Account]) -> None:
        """Add accounts."""
        ...

    def save(self, account: Account) -> None:
        """Write an account back."""
        ...


class LoginAttempts(Protocol):
    """Wrong guesses by login."""

    def of(self, login: str) -> Attempts:
        """Return the attempts at a login, none for one that has no row."""
        ...

    def lock(self, login: str) -> Attempts:
        """Return the attempts at a login with their row locked; makes the row."""
        ...

    def save(self, attempts: Attempts) -> None:
        """Write locked attempts back."""
        ...

    def clear(self, login: str) -> None:
        """Forget the attempts at a login."""
        ...

    def forget_before(self, instant: datetime) -> None:
        """Forget the attempts at all logins whose last failure lies before `instant`."""
        ...


class Sessions(Protocol):
    """Sessions and their refresh tokens, by hash."""

    def open(self, session_id: str, person_id: str, now: datetime) -> None:
        """Begin a session."""
        ...

    def add_token(self, sha256: str, session_id: str, expires_at: datetime) -> None:
        """Add a refresh token to a session."""
        ...

    def find(self, sha256: str) -> Mapping[str, Any] | None:
        """Return {session_id, person_id, expires_at, used_at, ended_at} of a token and lock its session."""
        ...

    def use(self, sha256: str, now: datetime) -> None:
        """Mark a token as used."""
        ...

    def forget_tokens(self, now: datetime) -> None:
        """Delete refresh tokens that have run out."""
        ...

    def end(self, session_id: str, reason: str, now: datetime) -> None:
        """End a session."""
        ...

    def end_all(self, person_id: str, reason: str, now: datetime) -> None:
        """End all of a person's sessions."""
        ...


class Roles(Protocol):
    """Who holds which role where."""

    def of(self, person_id: str) -> list[tuple[str, str]]:
        """Return the roles a person holds now."""
        ...

    def grant(self, person_id: str, role: str, scope_id: str, by: str, now: datetime) -> bool:
        """Give a role; False when held already."""
        ...

    def revoke(self, person_id: str, role: str, scope_id: str, by: str, now: datetime) -> bool:
        """Take a role; False when not held."""
        ...


class Units(Protocol):
    """The tree of units as org told it."""

    def put(self, unit_id: str, parent_id: str, kind: str, name: str, version: int) -> None:
        """Learn a unit, unless a newer version of it is known."""
        ...

    def kind_of(self, unit_id: str) -> str:
        """Return a unit's kind and lock its row; empty for one that is not known."""
        ...

    def is_top(self, unit_id: str) -> bool:
        """Tell whether a known unit stands below no other."""
        ...

    def covered_by(self, unit_id: str, scopes: Collection[str]) -> bool:
        """Tell whether one of `scopes` is the unit or stands above it."""
        ...


class Staff(Protocol):
    """Who is on which employer's staff, as its lists and org's employments say."""

    def entries(self, employer_id: str, person_ids: Collection[str]) -> dict[str, StaffEntry]:
        """Return the entries of these persons with an employer, those who left included."""
        ...

    def put_all(self, entries: Sequence[StaffEntry], now: datetime) -> None:
        """Add or replace entries by a list."""
        ...

    def note_employments(self, employments: Sequence[EmploymentNote], now: datetime) -> None:
        """Note what org says, unless newer is known; a list's words stay."""
        ...

    def employers_of(self, person_id: str) -> list[str]:
        """Return the employers on whose staff a person is now."""
        ...

    def log_import(self, row: Mapping[str, Any]) -> None:
        """Keep the report of an import."""
        ...


class CityPeople(Protocol):
    """At the province: which city's person is which of ours."""

    def version_of(self, city: str, city_person_id: str) -> int:
        """Return the record version applied, 0 for none."""
        ...

    def link(self, city: str, city_person_id: str, person_id: str, version: int) -> None:
        """Note a link."""
        ...


class IdentityUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    people: People
    accounts: Accounts
    attempts: LoginAttempts
    sessions: Sessions
    roles: Roles
    units: Units
    staff: Staff
    city_people: CityPeople
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep the work."""
        ...

    def fresh(self, events: Sequence[Any], key: str = "id") -> list[Any]:
        """Return those events of a batch that had no effect yet."""
        ...
