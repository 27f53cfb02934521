"""Standards of a year, a window or a term (合格标准)."""

from ce_rules.standards.base import Judge, Judgement, Standard, View
from ce_rules.standards.by_years import ByYears
from ce_rules.standards.granted import GrantedYear
from ce_rules.standards.minimum import Minimum, YearlyMinimums
from ce_rules.standards.term import TermAverage
from ce_rules.standards.window import EachYear, WindowSum

__all__ = [
    "ByYears",
    "EachYear",
    "GrantedYear",
    "Judge",
    "Judgement",
    "Minimum",
    "Standard",
    "TermAverage",
    "View",
    "WindowSum",
    "YearlyMinimums",
]
