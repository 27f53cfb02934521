"""What the bus calls, and the messages it carries."""
