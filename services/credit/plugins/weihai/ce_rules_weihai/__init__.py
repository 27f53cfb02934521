"""Weihai (威海市): the notice of 2019 (WH19), years since 2018 by the year, earlier years by the term."""

from ce_rules.authoring import Plugin
from ce_rules_weihai.hours import HOURS
from ce_rules_weihai.term_years import TERM_YEARS

PLUGIN = Plugin(
    package=__name__,
    code="371000",
    alias="weihai",
    name="威海市",
    version="1.0.0",
    extends="370000",
    members={
        "371002": "威海市环翠区",
        "371003": "威海市文登区",
        "371082": "荣成市",
        "371083": "乳山市",
    },
    rule_sets=(HOURS, TERM_YEARS),
)
