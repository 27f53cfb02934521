"""The fonts we ship: which face holds which character (字库), and what no face holds.

Four files always at hand and an archive of slices of 1,024 code points, of which only those are unpacked that a
document needs. A character without a glyph would be printed as an empty box without a word: here it is found before.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent / "fonts"
ARCHIVE = FOLDER / "rare.zip"
SLICE = 1024
SLICED = ("kai", "rare")  # in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the family name under which the page asks for it."""

    family: str
    path: Path


SONG = Face("CE Song", FOLDER / "song.ttf")
SONG_BOLD = Face("CE Song Bold", FOLDER / "song-bold.ttf")
FIGURES = Face("CE Figures", FOLDER / "figures.ttf")
KAI = Face("CE Kai", FOLDER / "kai.ttf")
ALWAYS = (SONG, SONG_BOLD, FIGURES, KAI)


class Typecase:
    """Finds the faces for a text; `added` is a folder of TrueType files that the operator put beside ours."""

    def __init__(self, added: Path | None = None) -> None:
        self.archive = zipfile.ZipFile(ARCHIVE)
        self.slices = set(self.archive.namelist())
        self.unpacked = tempfile.TemporaryDirectory(prefix="ce-fonts-")
        paths = sorted(added.glob("*.ttf")) if added else []
        self.added = [Face(f"CE Added {number}", path) for number, path in enumerate(paths, 1)]

    def faces(self, text: str) -> tuple[list[Face], list[str]]:
        """Return the faces `text` needs besides KAI, and its characters that no face holds."""
        found: dict[Face, None] = {}
        missing = []
        for character in dict.fromkeys(text):
            if ord(character) in characters(KAI.path):
                continue
            face = next((face for face in self._candidates(ord(character)) if face), None)
            if face is None:
                missing.append(character)
            else:
                found[face] = None
        return list(found), missing

    def _candidates(self, point: int) -> Iterable[Face | None]:
        for kind in SLICED:
            yield self._slice(f"{kind}-{point // SLICE * SLICE:05x}", point)
        for face in self.added:
            yield face if point in characters(face.path) else None
        yield SONG if point in characters(SONG.path) else None

    def _slice(self, name: str, point: int) -> Face | None:
        file = f"{name}.woff2"
        if file not in self.slices or point not in _characters_of_slice(file):
            return None
        path = Path(self.unpacked.name) / f"{name}.ttf"
        if not path.exists():  # to unpack takes thirty times as long as to see what there is
            # the font keeps its date, so that the same document is the same bytes on every day
            font = TTFont(io.BytesIO(self.archive.read(file)), recalcTimestamp=False)
            font.flavor = None
            font.save(path)
        return Face(f"CE {name}", path)


@cache
def _characters_of_slice(file: str) -> frozenset[int]:
    with zipfile.ZipFile(ARCHIVE) as archive, TTFont(io.BytesIO(archive.read(file)), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def characters(path: Path) -> frozenset[int]:
    """Return the code points a font file has glyphs for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
