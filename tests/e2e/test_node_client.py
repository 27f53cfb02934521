"""A client in another language, from the .proto files alone, against a running city of the embedded profile.

`test_demo.py` runs it against one of the server profile, which is up there anyway.
"""

import pytest

from ce_demo.__main__ import tell
from ce_demo.files import people
from ce_demo.files.city import ZIBO
from ce_demo.files.people import Part
from ce_demo.platforms import Demo
from ce_demo.story.cast import STAFF_PASSWORD
from ce_demo.story.tale import Tale
from tests.e2e.node_client import EXAMPLE, run_client


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The three platforms after the story, still running."""
    demo = Demo(tmp_path_factory.mktemp("node") / "state" / "embedded", "embedded")
    try:
        running = demo.start()
        tell(Tale(), running)
        yield running[ZIBO.code]
    finally:
        demo.stop()


def test_it_signs_in_lists_hours_with_their_explanation_and_downloads_the_certificate(city, tmp_path):
    done = run_client(city.address, password=STAFF_PASSWORD, out=tmp_path / "year.pdf")
    assert done.returncode == 0, done.stderr
    assert "王𠮷安 3700" in done.stdout
    assert "2020 年度：公需 30 + 专业 60 = 90，合格" in done.stdout
    assert "上限 40 学时，超出 10 学时" in done.stdout
    assert "（ZB20 五(二)）" in done.stdout
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF-")


def test_a_wrong_password_is_told_in_words(city, tmp_path):
    done = run_client(city.address, password="not the password", out=tmp_path / "x.pdf")
    assert done.returncode == 1
    assert done.stderr.startswith("UNAUTHENTICATED: 账号或密码不正确")
    assert not (tmp_path / "x.pdf").exists()


def test_the_readme_names_the_login_and_the_password_of_the_demo():
    told = (EXAMPLE / "README.md").read_text()
    assert f"CE_PASSWORD={STAFF_PASSWORD} " in told
    assert f"--login {people.the(Part.WHOLE_YEAR, people.staff(ZIBO)).id_number} " in told
