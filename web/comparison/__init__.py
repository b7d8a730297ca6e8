"""Two states side by side: what if, and what differs."""
