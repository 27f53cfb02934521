"""Papers (试卷): drawn from a pool by a blueprint and a seed, and nothing else.

What decides is SHA-256 over the seed and the item, not the order in which the pool is given nor a random number
generator's version: the same seed and pool give the same paper, on any machine and in any year.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ce_exam.domain.blueprint import Blueprint, canonical, check_pool
from ce_exam.domain.item import LABELS, Item, ItemKind

_KINDS = list(ItemKind)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of a paper: which version, and its options' own letters in the order shown, e.g. "CADB"."""

    item_version_id: str
    order: str

    def shown(self, own: str) -> str:
        """Return the labels under which the paper shows these of the item's own letters, in order."""
        return "".join(label for label, letter in zip(LABELS, self.order, strict=False) if letter in own)


@dataclass(frozen=True, slots=True)
class Paper:
    """What one attempt is asked; `pool_id` and `seed` are what it was drawn from, none when it was printed."""

    paper_hash: str
    exam_id: str
    pool_id: str | None
    seed: str
    drawn: tuple[Drawn, ...]


def draw(exam_id: str, pool_id: str, seed: str, pool: Sequence[Item], blueprint: Blueprint) -> Paper:
    """Draw a paper (组卷): as many items of each topic and difficulty as the blueprint says, options shuffled.

    Questions of one kind stand together. Raises PoolTooSmall.
    """
    check_pool(pool, blueprint)
    left = sorted(pool, key=lambda item: _lot(seed, "item", item.item_version_id))
    chosen: list[Item] = []
    for line in canonical(blueprint):
        taken = [item for item in left if line.admits(item)][: line.count]
        gone = {item.item_version_id for item in taken}
        left = [item for item in left if item.item_version_id not in gone]
        chosen += taken
    chosen.sort(key=lambda item: (_KINDS.index(item.kind), _lot(seed, "place", item.item_version_id)))
    drawn = tuple(Drawn(item.item_version_id, _order(seed, item)) for item in chosen)
    return Paper(_hash(exam_id, drawn), exam_id, pool_id, seed, drawn)


def printed(exam_id: str) -> Paper:
    """Return what stands for the printed paper of an offline exam; it has no questions here."""
    return Paper(_hash(exam_id, ()), exam_id, None, "", ())


def _order(seed: str, item: Item) -> str:
    letters = LABELS[: len(item.options)]
    if item.keeps_order:
        return letters
    return "".join(sorted(letters, key=lambda letter: _lot(seed, letter, item.item_version_id)))


def _lot(seed: str, purpose: str, item_version_id: str) -> bytes:
    return hashlib.sha256(f"{seed}/{purpose}/{item_version_id}".encode()).digest()


def _hash(exam_id: str, drawn: Iterable[Drawn]) -> str:
    """Name the paper by what is asked; versions of items never change, so their ids say all of it."""
    parts = [exam_id, [[one.item_version_id, one.order] for one in drawn]]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()
