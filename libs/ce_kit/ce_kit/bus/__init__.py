"""The bus: RPC for questions and commands, events for facts, durable work queues for peaks.

Services import the entrypoints and dependencies from here; everything else is inside.
"""

import os

# eventlet's own DNS costs 20 MB a process, and a service resolves two names at its start
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
