"""Provincial base of Shandong (山东省底本): what the five notices report of national and provincial rules.

It holds only what the notices say is provincial: the yearly standard since 2018, hours already on file, and the
provincial platform with its link to the title review. Cities extend it.
"""

from ce_rules.authoring import Plugin
from ce_rules_shandong.earlier import EARLIER
from ce_rules_shandong.hours import HOURS

PLUGIN = Plugin(
    package=__name__,
    code="370000",
    alias="shandong",
    name="山东省",
    version="1.0.0",
    rule_sets=(HOURS, EARLIER),
)
