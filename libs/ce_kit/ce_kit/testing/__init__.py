"""For the tests of services: units of work on SQLite, fakes, a client of the bus, services as processes.

Nothing here needs pytest, and no service imports it outside of its tests.
"""
