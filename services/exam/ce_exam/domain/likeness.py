"""Likeness of items (查重): how much of their wording two questions share, as the Jaccard index of their shingles.

A shingle is four characters of the text without spaces and punctuation, so a moved comma or a blank changes nothing.
Pairs are found exactly, not by sampling: two sets of which one shares at least the share `t` must meet in the rarest
`|x| - ceil(t·|x|) + 1` shingles of each, so that only items that meet there are compared at all.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from ce_exam.domain.item import Item, ItemKind

SHINGLE = 4
ALIKE_PERMILLE = 700


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two items that share this many thousandths of their wording; `first` was there before, or stands before."""

    first: str
    second: str
    permille: int


def wording(item: Item) -> str:
    """Return what is compared: the question and its options, those of true-or-false questions left out."""
    options = () if item.kind is ItemKind.JUDGEMENT else sorted(item.options)
    return "\n".join([item.stem, *options])


def shingles(text: str) -> frozenset[str]:
    """Return the shingles of a text; of a very short one the text itself."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(character for character in folded if character.isalnum())
    return frozenset(kept[place : place + SHINGLE] for place in range(max(1, len(kept) - SHINGLE + 1)) if kept)


def alike(texts: Mapping[str, str], new: Collection[str], permille: int = ALIKE_PERMILLE) -> list[Likeness]:
    """Return the pairs with at least one of `new` that share at least so many thousandths, most alike first."""
    sets = {name: found for name, text in texts.items() if (found := shingles(text))}
    often = Counter(one for found in sets.values() for one in found)
    wanted = set(new)
    order = [name for name in sets if name not in wanted] + [name for name in sets if name in wanted]
    seen: dict[str, list[str]] = defaultdict(list)
    pairs: list[Likeness] = []
    for name in order:
        own = sets[name]
        rarest = sorted(own, key=lambda one: (often[one], one))[: len(own) - ceil(len(own) * permille / 1000) + 1]
        if name in wanted:
            pairs += _compare(name, own, sets, _met(seen, rarest), permille)
        for one in rarest:
            seen[one].append(name)
    return sorted(pairs, key=lambda pair: (-pair.permille, pair.first, pair.second))


def _met(seen: Mapping[str, list[str]], rarest: Iterable[str]) -> set[str]:
    return {other for one in rarest for other in seen.get(one, ())}


def _compare(
    name: str, own: frozenset[str], sets: Mapping[str, frozenset[str]], others: Iterable[str], permille: int
) -> Iterable[Likeness]:
    for other in others:
        theirs = sets[other]
        if min(len(own), len(theirs)) * 1000 < permille * max(len(own), len(theirs)):
            continue
        shared = len(own & theirs)
        share = 1000 * shared // (len(own) + len(theirs) - shared)
        if share >= permille:
            yield Likeness(other, name, share)
