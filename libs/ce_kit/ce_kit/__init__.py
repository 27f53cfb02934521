"""Service chassis without a domain noun: bus, outbox and inbox, errors, database, settings, logging, tracing."""
