"""What Zouping takes from Binzhou's notice (沿用滨州市规定): hours of 2020-2021, values of 2019 and before."""

from ce_rules.authoring import EachYear, Override, RuleSetSpec, Years

BINZHOU_HOURS = RuleSetSpec(
    id="ZP-BZ21-hours",
    notice="BZ21",
    years=Years(2020, 2021),
    unit="hours",
    base=("371600", "BZ21-hours"),
)

CREDITS = RuleSetSpec(
    id="ZP23-credits",
    notice="ZP23",
    years=Years(None, 2019),
    unit="credits",
    base=("371600", "BZ21-credits"),
    standard=Override("BZ21 一", EachYear("ZP23 二", "standard.credits_each_year")),
    when=("ZP-A6", "R1"),
)

BINZHOU_CREDITS = RuleSetSpec(
    id="ZP-BZ21-credits",
    notice="BZ21",
    years=Years(None, 2019),
    unit="credits",
    base=("371600", "BZ21-credits"),
)
