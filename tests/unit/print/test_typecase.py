"""The fonts we ship: every character a name may need is held, and what is not held is found before printing."""

import pytest

from ce_print.typecase import ALWAYS, FOLDER, KAI, Typecase, characters


@pytest.fixture(scope="module")
def typecase():
    return Typecase()


def test_everyday_text_needs_no_other_face(typecase):
    assert typecase.faces("淄博市城市规划设计研究院有限公司（第二分院）高级工程师 Ⅱ·A-1") == ([], [])


@pytest.mark.parametrize(
    ("character", "family"),
    [
        ("䶮", "CE Kai"),  # U+4DAE, in GB 18030 since 2005, in 通用规范汉字表
        ("㑇", "CE Kai"),  # Extension A, in the same table
        ("𬺈", "CE Kai"),  # Extension E, in the same table
        ("𠮷", "CE kai-20800"),  # U+20BB7
        ("檯", "CE kai-06800"),  # traditional form
        ("㴬", "CE rare-03c00"),
        ("𪜎", "CE rare-2a400"),
        ("〇", "CE Song"),  # U+3007, no ideograph of any block
    ],
)
def test_rare_characters_are_held(typecase, character, family):
    faces, missing = typecase.faces(f"马{character}")
    assert missing == []
    assert [face.family for face in faces] == ([] if family == KAI.family else [family])


def test_the_basic_block_is_held_without_a_gap(typecase):
    """A part of it; `tools/build_fonts.py` proves the whole when it builds."""
    assert typecase.faces("".join(map(chr, range(0x4E00, 0x5800))))[1] == []


def test_all_of_gb_2312_is_always_at_hand():
    held = characters(KAI.path)
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = {ord(pair.decode("gb2312", "ignore") or " ") for pair in rows}
    assert len(wanted) > 6700
    assert wanted <= held


@pytest.mark.parametrize(
    "character",
    [
        "\ue863",  # private use: where GBK had 䶮
        "\U000e0100",  # variation selector
        "\u200d",
        "\U0003106c",  # Extension G
        "😀",
        "\ufffd",
    ],
)
def test_what_no_face_holds_is_named(typecase, character):
    faces, missing = typecase.faces(f"马{character}{character}云")
    assert (faces, missing) == ([], [character])


def test_the_operator_may_add_a_font(tmp_path):
    """A folder with a font that holds what ours do not; here a slice of our own under another roof."""
    plain = Typecase()
    (face,), _ = plain.faces("𠮷")
    (tmp_path / "more.ttf").write_bytes(face.path.read_bytes())
    added = Typecase(tmp_path)
    added.slices = set()  # as if the archive did not hold it
    faces, missing = added.faces("𠮷")
    assert (missing, [found.path.name for found in faces]) == ([], ["more.ttf"])


def test_every_font_has_its_licence():
    assert {path.name for path in (FOLDER / "licences").iterdir()} == {
        "fonts-hanazono.txt",
        "fonts-lxgw-wenkai.txt",
        "fonts-noto-cjk.txt",
    }
    for path in (FOLDER / "licences").iterdir():
        assert "SIL OPEN FONT LICENSE Version 1.1" in path.read_text()


def test_all_faces_together_stay_small_enough_to_commit():
    assert all(face.path.exists() for face in ALWAYS)
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 16_000_000
