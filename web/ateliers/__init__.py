"""The ateliers of a partnership."""
