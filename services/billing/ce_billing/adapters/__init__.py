"""Database, other services and the payment provider behind the ports of the application."""
