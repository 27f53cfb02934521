"""Import an employer's staff from a spreadsheet (批量导入)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ce_files.rows import Sheets
from ce_identity.application.people import new_person, register
from ce_identity.application.ports import IdentityUnitOfWork, Vault
from ce_identity.application.reach import ADMINISTRATORS
from ce_identity.application.sessions import security_now
from ce_identity.domain.errors import EmployerNotFound
from ce_identity.domain.person import Person, StaffEntry
from ce_identity.domain.staff_list import NAME, TEMPLATE, StaffRow, judge
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_kit.facts import Fact
from ce_kit.ids import new_id

NEW, LINKED, UPDATED, UNCHANGED, REJECTED = "NEW", "LINKED", "UPDATED", "UNCHANGED", "REJECTED"


def import_staff(
    uow: IdentityUnitOfWork,
    vault: Vault,
    sheets: Sheets,
    actor: Actor,
    *,
    today: date,
    employer_id: str,
    file_ticket: str,
    dry_run: bool,
) -> dict[str, Any]:
    """Read the file, then write all good rows in one transaction; a dry run writes nothing.

    Returns:
        {import_id, dry_run, counts, rows, unknown_columns} as ImportStaffResponse.

    Raises:
        BadFileTicket, UnreadableFile, MissingColumn: the file as a whole cannot be used.
        PermissionDenied: the caller administers neither the employer nor a unit above it.
        EmployerNotFound: the unit is none that has staff.
    """
    file_sha256, sheet = sheets.read(file_ticket, actor.id)
    lines, unknown = TEMPLATE.read(sheet)
    rows = judge(lines, today)
    indexes = {row.number: vault.index(row.id_number) for row in rows if row.id_number}
    with uow:
        _check_employer(uow, actor, employer_id)
        known = uow.people.by_indexes(set(indexes.values()))
        missing = {indexes[row.number]: row for row in rows if not row.problems and indexes[row.number] not in known}
        made: Mapping[str, Person] = {} if dry_run else _add_people(uow, vault, missing)
        if len(made) < len(missing) and not dry_run:  # another import was faster with some of them
            known = uow.people.by_indexes(set(indexes.values()) - set(made))
        listed = uow.staff.entries(employer_id, [person.person_id for person in known.values()])
        plan = {
            row.number: _judge_row(row, known.get(indexes.get(row.number, "")), listed, employer_id) for row in rows
        }
        counts = dict(Counter(status for status, _ in plan.values()))
        answer = {
            "import_id": "" if dry_run else new_id(),
            "dry_run": dry_run,
            "counts": counts,
            "rows": [row.report(plan[row.number][0], row.subject) for row in rows],
            "unknown_columns": unknown,
        }
        if not dry_run:
            by_index = {**known, **made}
            _list(uow, [(by_index[indexes[row.number]], entry) for row in rows if (entry := plan[row.number][1])])
            log = {**answer, "employer_id": employer_id, "file_sha256": file_sha256, "actor_id": actor.id}
            uow.staff.log_import({**log, "created_at": security_now()})
            uow.audit.record("staff.imported", employer_id, {"import_id": answer["import_id"], "counts": counts})
            uow.commit()
    return answer


def _check_employer(uow: IdentityUnitOfWork, actor: Actor, employer_id: str) -> None:
    """Check the caller's reach and lock the employer: imports for one employer come one after the other."""
    if not uow.units.covered_by(employer_id, actor.scopes(*ADMINISTRATORS)):
        raise PermissionDenied("只能导入本单位或下级单位的人员", employer_id=employer_id)
    if uow.units.kind_of(employer_id) != "employer":
        raise EmployerNotFound("只能向用人单位导入人员", employer_id=employer_id)


def _judge_row(
    row: StaffRow, person: Person | None, listed: Mapping[str, StaffEntry], employer_id: str
) -> tuple[str, StaffEntry | None]:
    """Return the row's status and the entry to write; `person` is the one known before this import."""
    if person is not None and row.name and person.name != row.name:
        message = "该身份证号已登记为另一姓名；请核对，确已改名的请联系主管部门更正"
        row.refuse("NAME_MISMATCH", NAME, message)
    if row.problems:
        return REJECTED, None
    started_on = row.started_on.isoformat() if row.started_on else ""
    entry = StaffEntry(employer_id, "", row.title, row.specialty, started_on)
    if person is None:
        return NEW, entry
    earlier = listed.get(person.person_id)
    entry = replace(entry, person_id=person.person_id).on(earlier)
    if earlier is None or not earlier.present:
        return LINKED, entry
    return (UNCHANGED, None) if entry == earlier else (UPDATED, entry)


def _add_people(uow: IdentityUnitOfWork, vault: Vault, rows: Mapping[str, StaffRow]) -> dict[str, Person]:
    """Add a person for each row (by blind index); return by index those that nobody else added meanwhile."""
    persons = {index: new_person(vault, row.name, row.id_number, "import") for index, row in rows.items()}
    numbered = [(person, rows[index].id_number) for index, person in persons.items()]
    added = register(uow, vault, numbered, may_use_last_six=True)
    return {index: person for index, person in persons.items() if person.person_id in added}


def _list(uow: IdentityUnitOfWork, entries: Iterable[tuple[Person, StaffEntry]]) -> None:
    """Write the entries and tell of them."""
    written = [
        (person, replace(entry, person_id=person.person_id, version=entry.version + 1)) for person, entry in entries
    ]
    uow.staff.put_all([entry for _, entry in written], security_now())
    uow.outbox.extend(
        Fact(
            "identity.staff.imported.v1",
            person.person_id,
            entry.version,
            {
                "person_id": person.person_id,
                "name": person.name,
                "employer_id": entry.employer_id,
                "title": entry.title,
                "specialty": entry.specialty,
                "started_on": entry.started_on,
            },
        )
        for person, entry in written
    )
