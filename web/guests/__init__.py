"""Guest links, and what a guest sees."""
