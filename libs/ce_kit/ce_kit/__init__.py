"""Service chassis without a domain noun: bus, outbox and inbox, errors, database, settings, logging, trace context."""

import os

# before anybody imports eventlet: its own DNS costs 20 MB a process, and a service resolves two names at its start
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
