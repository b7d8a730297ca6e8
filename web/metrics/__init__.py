"""The numbers, with their cards."""
