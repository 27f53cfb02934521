"""A payment provider to try payments with: no money moves. Its own small HTTP server, apart from the service."""
