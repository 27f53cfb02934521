"""One use case per file, each one transaction."""
