"""Compile a rule set for one scope and judge cases with it."""
