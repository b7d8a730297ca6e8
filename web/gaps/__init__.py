"""What is missing, and what was decided about it."""
