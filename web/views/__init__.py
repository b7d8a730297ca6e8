"""Saved views of the map, and their presentation."""
