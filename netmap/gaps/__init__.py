"""Gaps: documented rules that find what is missing, with reason and evidence."""
