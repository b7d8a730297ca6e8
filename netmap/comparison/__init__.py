"""Two states side by side: before and after, then and now, here and there. Pure functions."""
