"""What a password must be."""

from ce_identity.domain.errors import WeakPassword

SHORTEST, LONGEST = 10, 128
_COMMON = ("password", "qwerty", "123456", "abc123", "111111", "000000", "888888", "iloveyou", "admin")


def check_password(password: str, *, id_number: str = "", name: str = "") -> None:
    """Refuse passwords that are short, common, of one character, or made of the person's own data.

    Raises:
        WeakPassword: says what is wrong.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"密码须为 {SHORTEST} 至 {LONGEST} 位，现为 {len(password)} 位", length=len(password))
    lowered = password.lower()
    if len(set(lowered)) < 4:
        raise WeakPassword("密码中不同的字符太少，请换一个")
    if any(lowered.startswith(word) for word in _COMMON):
        raise WeakPassword("密码过于常见，请换一个")
    if id_number and (id_number[-6:].lower() in lowered or id_number[6:14] in lowered):
        raise WeakPassword("密码不得包含身份证号后六位或出生日期")
    if name and name in password:
        raise WeakPassword("密码不得包含姓名")
