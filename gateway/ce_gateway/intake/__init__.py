"""Intake of answer sheets: kept, queued, and proven by a signed receipt, without asking a service (ADR 0030)."""
