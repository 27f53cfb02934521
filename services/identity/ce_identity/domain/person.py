"""A person as this platform knows them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Person:
    """A person (专业技术人员 or administrator); the ID number itself stays in the vault's form."""

    person_id: str
    name: str
    id_number_index: str
    id_number_sealed: bytes
    id_number_masked: str
    source: str


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """What an employer's lists say of a person; `version` counts what was told of it, `present` whether it holds."""

    employer_id: str
    person_id: str
    title: str
    specialty: str
    started_on: str
    version: int = 0
    present: bool = True

    def on(self, earlier: "StaffEntry | None") -> "StaffEntry":
        """Return this entry laid on an earlier one of the same person: what it leaves empty stays as it was."""
        if earlier is None:
            return self
        if not earlier.present:
            return replace(self, version=earlier.version)
        return replace(
            self,
            title=self.title or earlier.title,
            specialty=self.specialty or earlier.specialty,
            started_on=self.started_on or earlier.started_on,
            version=earlier.version,
        )


@dataclass(frozen=True, slots=True)
class EmploymentNote:
    """What org says of an employment: whether it holds, as of a version of it."""

    employment_id: str
    employer_id: str
    person_id: str
    version: int
    present: bool
    title: str = ""
    specialty: str = ""
    started_on: str = ""
