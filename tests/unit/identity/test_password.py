"""What a password must be."""

import pytest

from ce_identity.domain.errors import WeakPassword
from ce_identity.domain.password import check_password

NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    "password", ["correct horse battery", "清风明月入我怀中来了", "aB3$aB3$aB3$", "x" * 100 + "abc"]
)
def test_long_ones_of_any_script_are_good(password):
    check_password(password, id_number=NUMBER, name="张三")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "现为 0 位"),
        ("short-one", "10 至 128 位，现为 9 位"),
        ("ab" * 65, "现为 130 位"),
        ("aaaaaaaaaaaa", "不同的字符太少"),
        ("121212121212", "不同的字符太少"),
        ("password-2026", "过于常见"),
        ("Password-2026", "过于常见"),
        ("1234567890", "过于常见"),
        ("my secret 31002X!", "身份证号后六位"),
        ("my secret 31002x!", "身份证号后六位"),
        ("born 19491231 ok", "出生日期"),
        ("我是张三呀你好世界再见", "姓名"),
    ],
)
def test_guessable_ones_are_refused_with_what_is_wrong(password, message):
    with pytest.raises(WeakPassword, match=message):
        check_password(password, id_number=NUMBER, name="张三")
