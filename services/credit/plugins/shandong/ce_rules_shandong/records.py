"""Hours and credits already on file for a year (在册学时)."""

from ce_rules.authoring import Account, Rule, records

ACCOUNTS = (
    Account(records.PUBLIC, "public", "在册公需"),
    Account(records.PROFESSIONAL, "professional", "在册专业"),
    Account(records.UNSPLIT, None, "在册（未分科目）"),
)

RECORD = Rule(records.year_record, "SD 在册学时", records.READS)
