"""Database, tokens, other services."""
