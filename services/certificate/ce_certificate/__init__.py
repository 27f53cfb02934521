"""Certificates: numbers, issue, revocation, rendering, public verification."""
