"""Zibo (淄博市): the notice of 2020 (ZB20), hours of 2020 and the make-up of 2015-2019."""

from ce_rules.authoring import Plugin
from ce_rules_zibo.hours_2020 import HOURS_2020
from ce_rules_zibo.makeup_years import MAKEUP_YEARS

PLUGIN = Plugin(
    package=__name__,
    code="370300",
    alias="zibo",
    name="淄博市",
    version="1.0.0",
    extends="370000",
    members={
        "370302": "淄博市淄川区",
        "370303": "淄博市张店区",
        "370304": "淄博市博山区",
        "370305": "淄博市临淄区",
        "370306": "淄博市周村区",
        "370321": "淄博市桓台县",
        "370322": "淄博市高青县",
        "370323": "淄博市沂源县",
    },
    rule_sets=(HOURS_2020, MAKEUP_YEARS),
)
