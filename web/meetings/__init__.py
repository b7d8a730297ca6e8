"""From meeting to meeting: gaps and decisions."""
