"""The partnerships, and what they are made of."""
