"""People and accounts without any framework."""
