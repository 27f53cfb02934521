"""What org tells the platform."""

from ce_kit.facts import Fact
from ce_org.domain.employment import Employment
from ce_org.domain.unit import Branch, Unit, UnitKind


def unit_registered(unit: Unit, *, administrator_id: str) -> Fact:
    """Tell that a unit is registered and who administers it; nobody for the root."""
    data = {
        "unit_id": unit.unit_id,
        "kind": unit.kind.value,
        "name": unit.name,
        "uscc": unit.uscc,
        "parent_id": unit.parent_id,
        "jurisdiction": unit.jurisdiction,
        "administrator_id": administrator_id,
    }
    return Fact("org.unit.registered.v1", unit.unit_id, unit.version, data)


def employment_started(employment: Employment, branch: Branch) -> Fact:
    """Tell that a person belongs to an employer, with the branch above it as it stands now."""
    authority, hrss = branch.nearest(UnitKind.AUTHORITY), branch.nearest(UnitKind.HRSS)
    data = {
        "employment_id": employment.employment_id,
        "person_id": employment.person_id,
        "person_name": employment.person_name,
        "employer_id": employment.employer_id,
        "employer_name": branch.unit.name,
        "authority_id": authority.unit_id if authority else "",
        "authority_name": authority.name if authority else "",
        "hrss_id": hrss.unit_id if hrss else "",
        "jurisdiction": branch.unit.jurisdiction,
        "title": employment.title,
        "specialty": employment.specialty,
        "started_on": employment.started_on.isoformat(),
    }
    return Fact("org.employment.started.v1", employment.employment_id, employment.version, data)


def employment_ended(employment: Employment) -> Fact:
    """Tell that an employment has a last day."""
    data = {
        "employment_id": employment.employment_id,
        "person_id": employment.person_id,
        "employer_id": employment.employer_id,
        "ended_on": employment.ended_on.isoformat() if employment.ended_on else "",
    }
    return Fact("org.employment.ended.v1", employment.employment_id, employment.version, data)
