"""Numbers that pass every check and that nobody has."""

from stdnum.cn import uscc

from ce_identity.domain.id_number import check_character

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def id_number(born_and_order: str) -> str:
    """Return an ID number (公民身份号码) from a birthday and an order number, e.g. "19850617017".

    The area code is the province's own, in which nobody is registered.
    """
    first = f"370000{born_and_order}"
    return first + check_character(first)


def with_wrong_check(number: str) -> str:
    """Return an ID number as a slip of the hand leaves it: its last character is another digit."""
    return number[:17] + ("1" if number[17] == "X" else str((int(number[17]) + 1) % 10))


def as_a_number_cell(number: str) -> int:
    """Return what a spreadsheet keeps of an ID number typed into a number cell: fifteen digits, then zeros."""
    return int(number[:15]) * 1000


def credit_code(registrar_and_body: str, territory: str, serial: int) -> str:
    """Return a unified social credit code (统一社会信用代码) whose organisation code plainly says DEM(O).

    `registrar_and_body` is its first two characters: 11 an agency, 12 a public institution, 91 a company.
    """
    body = f"DEM{serial:05d}"
    total = sum(_LETTERS.index(one) * weight for one, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    check = "0123456789X0"[11 - total % 11]
    code = f"{registrar_and_body}{territory}{body}{check}"
    return code + str(uscc.calc_check_digit(code))
