"""Speed on networks of 60 to 60,000 organisations: ``python -m tools.bench``."""
