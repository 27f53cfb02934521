"""Signed texts: readable by anybody, made only by the platform, each for one purpose."""

import base64

import pytest

from ce_kit import signed

SECRET = b"the secret of one platform"


def test_what_was_written_is_read_back():
    value = {"person_id": "p-1", "name": "𠮷田䶮", "until": 1}
    assert signed.read("capability", signed.write("capability", value, SECRET), SECRET) == value


def test_the_same_value_gives_the_same_text():
    assert signed.write("capability", [1, "a"], SECRET) == signed.write("capability", [1, "a"], SECRET)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "nonsense",
        "abc.def",
        "é.é",
        base64.urlsafe_b64encode(b'{"person_id":"p-2"}').decode() + ".",
        signed.write("capability", {"person_id": "p-1"}, b"another platform's secret"),
        signed.write("file-ticket", {"person_id": "p-1"}, SECRET),
    ],
)
def test_what_the_platform_did_not_write_for_this_purpose_is_refused(text):
    with pytest.raises(signed.BadSignature):
        signed.read("capability", text, SECRET)


def test_a_changed_value_is_refused():
    text = signed.write("capability", {"person_id": "p-1"}, SECRET)
    signature = text.rpartition(".")[2]
    forged = base64.urlsafe_b64encode(b'{"person_id":"p-2"}').decode()
    with pytest.raises(signed.BadSignature):
        signed.read("capability", f"{forged}.{signature}", SECRET)
