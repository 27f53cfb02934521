"""Tai'an (泰安市), as far as the notice of Ningyang county (NY22) reports it: hours of 2022, make-up of 2018-2021."""

from ce_rules.authoring import Plugin
from ce_rules_taian.hours import HOURS
from ce_rules_taian.makeup import MAKEUP

PLUGIN = Plugin(
    package=__name__,
    code="370900",
    alias="taian",
    name="泰安市",
    version="1.0.0",
    extends="370000",
    rule_sets=(HOURS, MAKEUP),
)
