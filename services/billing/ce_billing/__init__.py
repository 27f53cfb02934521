"""Billing: prices, orders and payments."""
