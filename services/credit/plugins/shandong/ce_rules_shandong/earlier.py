"""Years before 2018 (早年): only what is on file; the notices report no provincial standard."""

from ce_rules.authoring import GrantedYear, RuleSetSpec, Years
from ce_rules_shandong.records import ACCOUNTS, RECORD

EARLIER = RuleSetSpec(
    id="SD-earlier",
    notice="SD",
    years=Years(None, 2017),
    unit="credits",
    standard=GrantedYear("SD 早年标准", "五份通知没有转述省里 2017 年及以前的标准，须按所在市规定或由人工判定"),
    accounts=ACCOUNTS,
    rules={"year_record": RECORD},
    silent_clause="SD 各市规定",
)
