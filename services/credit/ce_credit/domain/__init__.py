"""Facts of the field: activities, claims, employment, the ledger; no framework."""
