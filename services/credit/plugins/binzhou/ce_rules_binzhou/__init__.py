"""Binzhou (滨州市): the notice of 2021 (BZ21), hours of 2020-2021 and credits of 2019 and before."""

from ce_rules.authoring import Plugin
from ce_rules_binzhou.credits import CREDITS
from ce_rules_binzhou.hours import HOURS

PLUGIN = Plugin(
    package=__name__,
    code="371600",
    alias="binzhou",
    name="滨州市",
    version="1.0.0",
    extends="370000",
    members={
        "371602": "滨州市滨城区",
        "371603": "滨州市沾化区",
        "371621": "滨州市惠民县",
        "371622": "滨州市阳信县",
        "371623": "滨州市无棣县",
        "371625": "滨州市博兴县",
    },
    rule_sets=(HOURS, CREDITS),
)
