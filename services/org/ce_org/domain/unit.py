"""Units of the tree (人社部门 → 行业主管部门 → 用人单位) and the branch in which one stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ce_org.domain.errors import ParentNotRegistered, UnitAlreadyRegistered, UnitNotFound, UnitUnderReview, WrongParent
from ce_org.domain.names import name_key


class UnitKind(StrEnum):
    """Level of a unit."""

    HRSS = "hrss"
    AUTHORITY = "authority"
    EMPLOYER = "employer"


class UnitState(StrEnum):
    """What a unit has come to: built in by a list, proposed by a person, registered, closed."""

    PRESET = "PRESET"
    PENDING = "PENDING"
    REGISTERED = "REGISTERED"
    CLOSED = "CLOSED"


KIND_NAMES = {UnitKind.HRSS: "人社部门", UnitKind.AUTHORITY: "行业主管部门", UnitKind.EMPLOYER: "用人单位"}
# a county's HRSS unit stands below the city's; an employer without an authority below its HRSS unit (BZ21 三(二))
PARENT_KINDS = {
    UnitKind.HRSS: {UnitKind.HRSS},
    UnitKind.AUTHORITY: {UnitKind.HRSS},
    UnitKind.EMPLOYER: {UnitKind.AUTHORITY, UnitKind.HRSS},
}
ADMINISTRATORS = {
    UnitKind.HRSS: "hrss_admin",
    UnitKind.AUTHORITY: "authority_admin",
    UnitKind.EMPLOYER: "employer_admin",
}


@dataclass(slots=True)
class Unit:
    """A unit; `uscc` and, for the root, `parent_id` may be empty. `version` counts its registered forms."""

    unit_id: str
    kind: UnitKind
    name: str
    uscc: str
    parent_id: str
    jurisdiction: str
    state: UnitState
    valid_from: date
    valid_to: date | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return name_key(self.name)

    def check_may_stand_below(self, parent: "Unit") -> None:
        """Refuse a parent of the wrong kind.

        Raises:
            WrongParent: says which kinds may stand above.
        """
        allowed = PARENT_KINDS[self.kind]
        if parent.kind not in allowed:
            kinds = "或".join(KIND_NAMES[kind] for kind in sorted(allowed))
            message = f"{KIND_NAMES[self.kind]}的上级须为{kinds}，“{parent.name}”是{KIND_NAMES[parent.kind]}"
            raise WrongParent(message, parent_id=parent.unit_id)

    def check_open_to_applications(self) -> None:
        """Refuse applications unless the unit is built in and nobody administers it.

        Raises:
            UnitAlreadyRegistered, UnitUnderReview, UnitNotFound: by its state.
        """
        if self.state is UnitState.REGISTERED:
            raise UnitAlreadyRegistered(f"“{self.name}”已注册，请联系该单位管理员授予角色", unit_id=self.unit_id)
        if self.state is UnitState.PENDING:
            raise UnitUnderReview(f"“{self.name}”的注册正在由上级审核，请等待结果", unit_id=self.unit_id)
        if self.state is UnitState.CLOSED:
            raise UnitNotFound(f"“{self.name}”已停用", unit_id=self.unit_id)

    def check_registered(self) -> None:
        """Refuse to let anything register below a unit that is not registered itself (ZB20 一.1).

        Raises:
            ParentNotRegistered: says which unit must register first.
        """
        if self.state is not UnitState.REGISTERED:
            raise ParentNotRegistered(
                f"上级单位“{self.name}”尚未注册；须按人社部门、行业主管部门、用人单位、专业技术人员的顺序"
                "依次注册（ZB20 一.1），请先联系该单位完成注册",
                unit_id=self.unit_id,
                clause="ZB20 一.1",
            )

    def check_has_staff(self) -> None:
        """Refuse to be anybody's employer unless registered as one.

        Raises:
            UnitNotFound: it is no employer.
            ParentNotRegistered: nobody administers it yet.
        """
        if self.kind is not UnitKind.EMPLOYER:
            raise UnitNotFound(f"“{self.name}”不是用人单位", unit_id=self.unit_id)
        self.check_registered()

    def register(self) -> None:
        """Become a registered unit with an administrator.

        Raises:
            UnitAlreadyRegistered: it is one.
        """
        if self.state is UnitState.REGISTERED:
            raise UnitAlreadyRegistered(f"“{self.name}”已注册", unit_id=self.unit_id)
        self.state = UnitState.REGISTERED
        self.version += 1

    def close(self, last_day: date) -> None:
        """End the unit; it stays on record."""
        self.state, self.valid_to = UnitState.CLOSED, last_day


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with all units above it, itself first, the root last."""

    units: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        """The unit whose branch it is."""
        return self.units[0]

    def nearest(self, kind: UnitKind) -> Unit | None:
        """Return the nearest unit of a kind, the unit itself included."""
        return next((unit for unit in self.units if unit.kind is kind), None)

    def lies_within(self, scopes: Collection[str]) -> bool:
        """Tell whether one of `scopes` is the unit or stands above it: a scope covers everything below."""
        return any(unit.unit_id in scopes for unit in self.units)
