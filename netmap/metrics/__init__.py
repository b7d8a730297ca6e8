"""Metrics: a catalogue of cards and pure functions that compute them."""
