"""A fictional municipality with three years of history, made by a generator."""
