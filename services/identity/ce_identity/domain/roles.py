"""Roles and who may give them."""

from ce_identity.domain.errors import UnknownRole, WrongScope

EMPLOYER_ADMIN, AUTHORITY_ADMIN, HRSS_ADMIN, TITLE_READER = (
    "employer_admin",
    "authority_admin",
    "hrss_admin",
    "title_reader",
)
CITY_ADMIN = "city_admin"
"""Of whoever administers the HRSS unit at the top of the tree, for what concerns all of the city: a county's HRSS unit
stands below it. It follows from `hrss_admin` there, and is not given."""
BY_UNIT_KIND = {"employer": EMPLOYER_ADMIN, "authority": AUTHORITY_ADMIN, "hrss": HRSS_ADMIN}
MAY_GIVE = {
    HRSS_ADMIN: {EMPLOYER_ADMIN, AUTHORITY_ADMIN, HRSS_ADMIN, TITLE_READER},
    AUTHORITY_ADMIN: {EMPLOYER_ADMIN, AUTHORITY_ADMIN},
    EMPLOYER_ADMIN: {EMPLOYER_ADMIN},
}
UNIT_KINDS = {**{role: kind for kind, role in BY_UNIT_KIND.items()}, TITLE_READER: "hrss"}
ALL = frozenset().union(*MAY_GIVE.values())


def check_role(role: str) -> None:
    """Refuse names that are no role.

    Raises:
        UnknownRole: says which roles there are.
    """
    if role not in ALL:
        raise UnknownRole(f"没有角色 {role}，可用：{'、'.join(sorted(ALL))}", role=role)


def check_fits(role: str, unit_kind: str) -> None:
    """Refuse a role in a unit of another kind: it would give rights that are not of that unit.

    Raises:
        WrongScope: says where the role belongs.
    """
    if UNIT_KINDS[role] != unit_kind:
        raise WrongScope(f"角色 {role} 属于 {UNIT_KINDS[role]} 类单位，不能在 {unit_kind} 类单位授予", role=role)
