"""Credit: the ledger of hours, claims, assessment and its explanation."""
