"""Prices, orders and payments, without any framework."""
