"""Everything a city plugin needs, in one import (插件编写接口)."""

from ce_rules.accounts import Account, Cap, Spill, Sums
from ce_rules.activity import Activity
from ce_rules.amounts import Amount, floor_div
from ce_rules.days import Years
from ce_rules.decision import Way
from ce_rules.formulas import hours, months, records, sharing, validity
from ce_rules.outcome import Outcome
from ce_rules.parameters import Parameter
from ce_rules.plugin import Plugin
from ce_rules.purposes import AsTheYear, OwnClosingDay
from ce_rules.questions import SILENT, UNKNOWN, Answer, Facts, Inquiry, Question
from ce_rules.rule import AtLeast, Between, Formula, Guard, Once, Override, Plain, Rule
from ce_rules.sheet import Desk, Sheet
from ce_rules.spec import CrossRule, Item, Purpose, RuleSetSpec
from ce_rules.standards import (
    ByYears,
    EachYear,
    GrantedYear,
    Minimum,
    TermAverage,
    WindowSum,
    YearlyMinimums,
)
from ce_rules.trace import NotCounted
from ce_rules.workdays import last_day_before, workdays_before

__all__ = [
    "SILENT",
    "UNKNOWN",
    "Account",
    "Activity",
    "Amount",
    "Answer",
    "AsTheYear",
    "AtLeast",
    "Between",
    "ByYears",
    "Cap",
    "CrossRule",
    "Desk",
    "EachYear",
    "Facts",
    "Formula",
    "GrantedYear",
    "Guard",
    "Inquiry",
    "Item",
    "Minimum",
    "NotCounted",
    "Once",
    "Outcome",
    "Override",
    "OwnClosingDay",
    "Parameter",
    "Plain",
    "Plugin",
    "Purpose",
    "Question",
    "Rule",
    "RuleSetSpec",
    "Sheet",
    "Spill",
    "Sums",
    "TermAverage",
    "Way",
    "WindowSum",
    "YearlyMinimums",
    "Years",
    "floor_div",
    "hours",
    "last_day_before",
    "months",
    "records",
    "sharing",
    "validity",
    "workdays_before",
]
