"""Notions several notices share (通用公式); each takes its numbers and clauses from the plugin that uses it."""
