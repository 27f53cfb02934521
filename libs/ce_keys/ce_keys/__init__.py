"""Who signed it, checkable by anybody."""
