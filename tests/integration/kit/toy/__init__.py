"""A small service to try the chassis on: counters that are raised by calls, events and batches."""
