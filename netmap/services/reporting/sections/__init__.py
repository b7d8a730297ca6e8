"""The sections of a report, each out of the same material."""
