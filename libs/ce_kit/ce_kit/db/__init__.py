"""One database per service: engine, unit of work, outbox, inbox, idempotent requests, audit chain, migrations."""
