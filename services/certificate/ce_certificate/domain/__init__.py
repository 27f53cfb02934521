"""The field's notions; the standard library only."""
