"""``python -m netmap`` is the command ``netmap``."""

from netmap.cli import main

main()
