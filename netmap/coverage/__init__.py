"""Who covers what: carriers, how a partnership has something, and the coverage matrices."""
