"""What the bus calls."""
