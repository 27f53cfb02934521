"""Use cases of the learning service: each is one transaction."""
