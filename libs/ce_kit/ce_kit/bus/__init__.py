"""The bus: RPC for questions and commands, events for facts, durable work queues for peaks.

Services import the entrypoints and dependencies from `api`; everything else is inside.
"""
