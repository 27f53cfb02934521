"""Org: units of one city, their registration, employment."""
