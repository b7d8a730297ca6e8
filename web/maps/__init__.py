"""The map of a partnership."""
