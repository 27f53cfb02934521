"""PDF in fonts of our own; see the README."""
