"""Ningyang county (宁阳县): what notice NY22 adds to Tai'an's rules for the county."""

from ce_rules.authoring import Plugin
from ce_rules_taian.ningyang.rule_sets import HOURS, MAKEUP

PLUGIN = Plugin(
    package=__name__,
    code="370921",
    alias="ningyang",
    name="宁阳县",
    version="1.0.0",
    extends="370900",
    rule_sets=(HOURS, MAKEUP),
)
