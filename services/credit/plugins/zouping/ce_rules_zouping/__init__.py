"""Zouping (邹平市): the notice of 2023 (ZP23) over the notice of Binzhou (BZ21)."""

from ce_rules.authoring import Plugin
from ce_rules_zouping.hours import HOURS_2022, HOURS_2023
from ce_rules_zouping.inherited import BINZHOU_CREDITS, BINZHOU_HOURS, CREDITS

PLUGIN = Plugin(
    package=__name__,
    code="371681",
    alias="zouping",
    name="邹平市",
    version="1.0.0",
    extends="371600",
    rule_sets=(HOURS_2023, HOURS_2022, BINZHOU_HOURS, CREDITS, BINZHOU_CREDITS),
)
