"""Database, keys and hashing behind the ports of the application."""
