"""The seed graph: sourced facts about three partnerships, and a fictional one."""

from graph_seed.loading import FICTIONAL, FOLDER, REAL, batches

__all__ = ["FICTIONAL", "FOLDER", "REAL", "batches"]
