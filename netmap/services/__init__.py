"""The use cases: the only door for the web and the command line."""
