"""Names of units: how they are written, compared and searched."""

import unicodedata

from ce_org.domain.errors import BadUnitName

SHORTEST, LONGEST = 2, 100


def clean_name(text: str) -> str:
    """Return the name without outer and doubled spaces.

    Raises:
        BadUnitName: it is too short or too long, or holds characters that no name holds.
    """
    name = " ".join(text.split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadUnitName(f"单位名称应为 {SHORTEST} 至 {LONGEST} 字，现为 {len(name)} 字", length=len(name))
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") for character in name):
        raise BadUnitName("单位名称含有不可见字符，请重新录入")
    if not any(character.isalpha() for character in name):
        raise BadUnitName("单位名称应含文字")
    return name


def name_key(name: str) -> str:
    """Return the form in which names are compared: half width, small letters, no spaces or punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LMNC")


def bigrams(key: str) -> set[str]:
    """Return the pairs of neighbouring characters, the index of the fuzzy search."""
    return {key[at : at + 2] for at in range(len(key) - 1)}


def similarity(one: str, other: str) -> int:
    """Return how similar two keys are, 0 to 100: Dice's coefficient over their characters and bigrams.

    Characters besides bigrams, because one wrong character in a short query breaks two of its bigrams.
    """
    first, second = bigrams(one) | set(one), bigrams(other) | set(other)
    return 200 * len(first & second) // (len(first) + len(second)) if first and second else 0
