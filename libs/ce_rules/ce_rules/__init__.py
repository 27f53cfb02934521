"""Rules as code: facts in, explained decision out. See README.md for the API."""

from ce_rules.amounts import Amount
from ce_rules.book import RuleBook
from ce_rules.case_facts import validate_case
from ce_rules.decision import (
    ActivityDecision,
    Advice,
    CapUse,
    Decision,
    Requirement,
    RuleSetRef,
    Totals,
)
from ce_rules.errors import (
    InvalidFact,
    InvalidFile,
    InvariantBroken,
    MissingFact,
    NoRuleSet,
    PluginInvalid,
    RulesError,
    UnknownJurisdiction,
    UnknownQuestion,
    UnknownReading,
    UnknownSetting,
)
from ce_rules.questions import Answer, catalogue
from ce_rules.ruleset import RuleSet
from ce_rules.trace import NotCounted, Step

__all__ = [
    "ActivityDecision",
    "Advice",
    "Amount",
    "Answer",
    "CapUse",
    "Decision",
    "InvalidFact",
    "InvalidFile",
    "InvariantBroken",
    "MissingFact",
    "NoRuleSet",
    "NotCounted",
    "PluginInvalid",
    "Requirement",
    "RuleBook",
    "RuleSet",
    "RuleSetRef",
    "RulesError",
    "Step",
    "Totals",
    "UnknownJurisdiction",
    "UnknownQuestion",
    "UnknownReading",
    "UnknownSetting",
    "catalogue",
    "validate_case",
]
