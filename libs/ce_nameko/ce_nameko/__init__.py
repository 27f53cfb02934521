"""A service on nameko: entrypoints, dependencies, container, process. No other library knows nameko and eventlet."""

import os

# before anybody imports eventlet: its own DNS costs 20 MB a process, and a service resolves two names at its start
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
