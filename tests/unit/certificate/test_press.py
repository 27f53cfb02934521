"""The press and its fake behave the same."""

import subprocess
import sys
import warnings
from dataclasses import replace

import pytest

from ce_certificate.adapters.press import PdfPress
from ce_certificate.domain.errors import TooLongToPrint, UnprintableCharacter

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from ce_certificate.preview import sample

from ce_files.testing import MemoryStore


@pytest.fixture(scope="module")
def real():
    press = PdfPress(MemoryStore(), 1, None)
    yield press
    press.close()


@pytest.fixture(params=["real", "fake"])
def press(request, real, fake_press):
    return real if request.param == "real" else fake_press


@pytest.fixture
def fake_press(make_press):
    return make_press(MemoryStore(), unknown="\U0003106c", room=200)


def test_it_prints_the_same_twice_and_stores_it(press):
    first, second = press.print(sample()), press.print(sample())
    assert first == second
    sha256, size = first
    assert len(press.store.get(sha256)) == size


def test_a_trial_stores_nothing(press):
    before = dict(press.store.files)
    press.prove(sample(name="演示者"))
    assert press.store.files == before


def test_it_refuses_what_it_cannot_print(press):
    with pytest.raises(UnprintableCharacter) as refused:
        press.prove(sample(name="马\U0003106c"))
    assert "\U0003106c" in refused.value.message
    with pytest.raises(TooLongToPrint):
        press.print(replace(sample(), employer="名称很长的公司" * 300))


def test_the_refusal_names_the_character_and_the_remedy(real):
    with pytest.raises(UnprintableCharacter) as refused:
        real.prove(sample(name="马\U0003106c"))
    assert "U+3106C" in refused.value.message
    assert "CE_CERTIFICATE_FONTS" in refused.value.message
    assert refused.value.metadata["characters"] == "U+3106C"


def test_a_private_code_point_is_said_to_be_one(real):
    with pytest.raises(UnprintableCharacter, match="自造字（私用区编码）"):
        real.prove(sample(name="马\ue863"))


def test_the_service_itself_never_imports_the_renderer():
    code = "import sys; from ce_certificate.app import APP; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0
