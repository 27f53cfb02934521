"""Name a rule set on the command line: CODE:YEAR, FOLDER:YEAR, with a day of decision and readings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ce_rules.book import RuleBook
from ce_rules.days import read_day
from ce_rules.errors import InvalidFact
from ce_rules.loading import from_folder
from ce_rules.ruleset import RuleSet

FORM = "属地:年度[@认定日期][+口径=读法…]，如 zibo:2020、371681:2019@2022-06-01、./my-city:2024+XX-A1=R2"


def rule_set(text: str) -> RuleSet:
    """Give the rule set a text names.

    Raises:
        InvalidFact: not of the form above.
        NoRuleSet, UnknownSetting, UnknownReading: there is no such rule set or reading.
    """
    match = re.fullmatch(r"(?P<place>.+):(?P<year>\d{4})(@(?P<day>[\d-]+))?(?P<settings>(\+[^=+]+=[^=+]+)*)", text)
    if match is None:
        raise InvalidFact("RULESET", text, FORM)
    decided_on: date | None = read_day(match["day"], "RULESET") if match["day"] else None
    settings = dict(pair.split("=", 1) for pair in match["settings"].split("+") if pair)
    folder, _, code = match["place"].partition("#")
    if Path(folder).is_dir():
        book = RuleBook.with_folder(Path(folder))
        code = code or from_folder(Path(folder))[0].code
    else:
        book, code = RuleBook.installed(), match["place"]
    return book.rule_set(code, int(match["year"]), decided_on, settings=settings)
