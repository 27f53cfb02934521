"""Every case of every city comes out as its notice says; `tools/rules_mutants.py` proves that they notice changes."""

from functools import cache

import pytest

from ce_rules import RuleBook
from ce_rules.casefiles.check import check
from ce_rules.casefiles.load import load_cases
from ce_rules.lint import lint
from ce_rules.lint.cases import case_files

PLUGINS = RuleBook.installed().library.plugins
CASES = [
    pytest.param(case, id=f"{plugin.alias}-{case['id']}")
    for plugin in PLUGINS
    for file in case_files(plugin)
    for case in load_cases(file)
]


@cache
def book():
    return RuleBook.installed()


def test_all_cities_of_the_notices_are_installed():
    codes = {plugin.code for plugin in PLUGINS}
    assert codes >= {"370000", "370300", "370900", "370921", "371000", "371600", "371681"}


@pytest.mark.parametrize("case", CASES)
def test_the_case_comes_out_as_the_notice_says(case):
    (found,) = check(book(), [case])
    assert not found.differences
    assert not found.not_computed, found.note


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.alias)
def test_the_plugin_owes_nothing(plugin):
    assert list(lint(book(), plugin)) == []
