"""Database, typesetting and the rules behind the ports of the application."""
