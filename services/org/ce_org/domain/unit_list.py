"""Rows of a clerk's list of units: what is wrong with each, told so that the clerk can put it right."""

from dataclasses import dataclass

from ce_files.rows import Line, Row, Template, refuse_duplicates
from ce_org.domain import credit_code
from ce_org.domain.errors import BadUnitName, BadUscc
from ce_org.domain.names import clean_name, name_key
from ce_org.domain.unit import UnitKind

KIND, NAME, USCC, PARENT, JURISDICTION = "类别", "名称", "统一社会信用代码", "上级单位", "行政区划代码"
TEMPLATE = Template(
    required=(KIND, NAME),
    optional=(USCC, PARENT, JURISDICTION),
    aliases={
        "单位类别": KIND,
        "单位名称": NAME,
        "社会信用代码": USCC,
        "上级单位名称": PARENT,
        "主管部门": PARENT,
        "行业主管部门": PARENT,
        "属地代码": JURISDICTION,
    },
)
KINDS = {
    "人社部门": UnitKind.HRSS,
    "行业主管部门": UnitKind.AUTHORITY,
    "主管部门": UnitKind.AUTHORITY,
    "用人单位": UnitKind.EMPLOYER,
}


@dataclass(slots=True)
class UnitRow(Row):
    """A row as read; what was refused is empty. `parent` is a name or a code, empty for the list's own unit."""

    kind: UnitKind | None = None
    name: str = ""
    uscc: str = ""
    parent: str = ""
    jurisdiction: str = ""

    @property
    def subject(self) -> str:
        """The row as it may be shown."""
        return f"{self.name} {self.uscc}".strip()


def judge(lines: list[Line]) -> list[UnitRow]:
    """Read every line of a list of units."""
    rows = [_row(line) for line in lines]
    refuse_duplicates(rows, lambda row: row.uscc, USCC)
    refuse_duplicates(
        rows, lambda row: (row.kind, name_key(row.name), row.parent) if row.name and not row.uscc else None, NAME
    )
    return rows


def _row(line: Line) -> UnitRow:
    row = UnitRow(line.number, line.problems, parent=line.text(PARENT), jurisdiction=line.text(JURISDICTION))
    _read_kind(row, line.text(KIND))
    _read_name(row, line.text(NAME))
    _read_uscc(row, line.long_number(USCC))
    return row


def _read_kind(row: UnitRow, text: str) -> None:
    row.kind = KINDS.get("".join(text.split()))
    if not text:
        row.refuse("MISSING_KIND", KIND, "类别为空，请填人社部门、行业主管部门或用人单位")
    elif row.kind is None:
        row.refuse("UNKNOWN_KIND", KIND, f"不认识类别“{text}”，请填人社部门、行业主管部门或用人单位")


def _read_name(row: UnitRow, text: str) -> None:
    if not text:
        row.refuse("MISSING_NAME", NAME, "名称为空，请填登记机关核准的全称")
        return
    try:
        row.name = clean_name(text)
    except BadUnitName as error:
        row.refuse("BAD_NAME", NAME, error.message)


def _read_uscc(row: UnitRow, text: str) -> None:
    if not text:
        if row.kind is UnitKind.EMPLOYER:
            row.refuse("MISSING_USCC", USCC, "用人单位须填统一社会信用代码")
        return
    try:
        row.uscc = credit_code.parse(text)
    except BadUscc as error:
        row.refuse("BAD_USCC", USCC, error.message)
