"""An identity service on SQLite in memory, with keys of its own, and what every test needs."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ce_files.testing import FakeSheets, xlsx
from ce_identity.adapters.tokens import JwtTokens
from ce_identity.adapters.unit_of_work import SqlIdentityUnitOfWork
from ce_identity.adapters.vault import IdNumberVault
from ce_identity.application import sessions
from ce_identity.domain.id_number import check_character
from ce_identity.entrypoints.service import IdentityService
from ce_keys.ed25519 import SigningKey
from ce_kit.call import Actor
from ce_kit.clock import FixedClock
from ce_kit.db.once import BatchOnce
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import Units
from ce_nameko.testing import with_dependencies

HEADER = ["姓名", "身份证号", "职称", "从事专业", "入职日期"]
PASSWORD = "correct horse battery"
CITY, HEALTH, HOSPITAL, SCHOOL = "unit-hrss", "unit-health", "unit-hospital", "unit-school"


class FakeHasher:
    """A hasher that costs nothing; passes the same contract test as Argon2Hasher."""

    def __init__(self) -> None:
        self.asked = 0

    def hash(self, password: str) -> str:
        return "fake$" + hashlib.sha256(password.encode()).hexdigest()

    def matches(self, password_hash: str | None, password: str) -> bool:
        self.asked += 1
        return password_hash == self.hash(password)


def id_number(serial: int, *, born: str = "19900101", place: str = "370303") -> str:
    """Return an invented ID number with a valid check character."""
    body = f"{place}{born}{serial:03d}"
    return body + check_character(body)


class Identity:
    """The service as its callers see it: each call has an actor and a unit of work of its own.

    It knows a tree of units: city HRSS → health authority → hospital and school.
    """

    def __init__(self, role: str = "city") -> None:
        self.units = Units(SqlIdentityUnitOfWork)
        self.clock = self.units.clock
        self.security = FixedClock(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))
        seal = X25519PrivateKey.generate()
        self.seal = IdNumberVault({1: b"p" * 32}, b"p" * 32, None, seal.private_bytes_raw())
        own = (seal.public_key().public_bytes_raw(), None) if role == "city" else (None, seal.private_bytes_raw())
        self.vault = IdNumberVault({1: b"v" * 32}, b"i" * 32, *own)
        self.signing = SigningKey.generate()
        self.hasher, self.sheets = FakeHasher(), FakeSheets()
        self.clerk = person("clerk", ("hrss_admin", CITY))
        self.authority = person("authority", ("authority_admin", HEALTH))
        self.hospital = person("hospital", ("employer_admin", HOSPITAL))
        self.school = person("school", ("employer_admin", SCHOOL))
        for unit_id, parent_id, kind in (
            (CITY, "", "hrss"),
            (HEALTH, CITY, "authority"),
            (HOSPITAL, HEALTH, "employer"),
            (SCHOOL, CITY, "employer"),
        ):
            self.registered(unit_id, parent_id, kind)

    def service(self, actor: Actor, uow: Any = None) -> IdentityService:
        return with_dependencies(
            IdentityService,
            uow=uow or self.units(actor),
            actor=actor,
            clock=self.clock,
            vault=self.vault,
            tokens=JwtTokens(self.signing, "370300"),
            hasher=self.hasher,
            sheets=self.sheets,
        )

    def call(self, method: str, actor: Actor | str = "", **payload: Any) -> dict[str, Any]:
        """Call a method as nobody, as a person by id, or as an actor with roles."""
        actor = (person(actor) if actor else Actor()) if isinstance(actor, str) else actor
        return dict(getattr(self.service(actor), method)({"request_id": new_id(), **payload}))

    def hear(self, handler: str, data: dict[str, Any], *, event_id: str = "", **fields: Any) -> None:
        """Deliver an event; raises AlreadyHandled for an id that was delivered before."""
        uow = self.units.for_event(event_id or new_id())
        getattr(self.service(Actor(), uow), handler)(event("test", data, **fields))

    def hear_batch(self, handler: str, *events: dict[str, Any]) -> None:
        """Deliver a batch of events."""
        uow = self.units(once=BatchOnce("test"))
        getattr(self.service(Actor(), uow), handler)(list(events))

    def registered(
        self, unit_id: str, parent_id: str, kind: str, administrator_id: str = "", *, version: int = 1, name: str = ""
    ) -> None:
        """Hear from org that a unit is registered."""
        data = {"unit_id": unit_id, "parent_id": parent_id, "kind": kind, "name": name or unit_id}
        self.hear("on_unit_registered", {**data, "administrator_id": administrator_id}, version=version)

    def load(
        self,
        *rows: Any,
        header: list[str] | None = None,
        actor: Actor | None = None,
        employer_id: str = HOSPITAL,
        **payload: Any,
    ) -> dict[str, Any]:
        """Import rows as an employer's spreadsheet."""
        actor = actor or self.hospital
        ticket = self.sheets.upload(xlsx(header or HEADER, rows), actor.id)
        return self.call("import_staff", actor, employer_id=employer_id, file_ticket=ticket, **payload)

    def imported(self, name: str, serial: int, **options: Any) -> str:
        """Import one person; return the id."""
        self.load([name, id_number(serial), "讲师", "教育", "2020-03-01"], **options)
        return self.person_id(serial)

    def person_id(self, serial: int) -> str:
        """Return the id of the person with an invented ID number."""
        index = self.vault.index(id_number(serial))
        (found,) = [row["person_id"] for row in self.units.rows("person") if row["id_number_index"] == index]
        return str(found)

    def signed_up(self, name: str, serial: int) -> str:
        """Let a person register; return the id."""
        request = {"name": name, "id_number": id_number(serial), "password": PASSWORD}
        return str(self.call("sign_up", **request)["person"]["person_id"])

    def province_opens(self, sealed: str) -> str:
        """Return the ID number that was sealed for the province."""
        return self.seal.open_from_city(sealed)

    def sign_in(self, serial: int, password: str = PASSWORD) -> dict[str, Any]:
        return self.call("sign_in", login=id_number(serial), password=password)

    def activate(self, serial: int, secret: str = "", password: str = PASSWORD) -> dict[str, Any]:
        number = id_number(serial)
        return self.call("activate", login=number, secret=secret or number[-6:], new_password=password)

    def account(self, person_id: str) -> dict[str, Any]:
        (row,) = [row for row in self.units.rows("account") if row["person_id"] == person_id]
        return row


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> Identity:
    """A city's identity service; security time stands still until moved."""
    world = Identity()
    monkeypatch.setattr(sessions, "REAL_TIME", world.security)
    return world


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch) -> Identity:
    """The province's identity service."""
    world = Identity("province")
    monkeypatch.setattr(sessions, "REAL_TIME", world.security)
    return world


@pytest.fixture
def number() -> Any:
    """Make invented ID numbers."""
    return id_number
