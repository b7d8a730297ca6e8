"""Netmap: network analysis for cooperative partnerships."""
