"""Edit the graph by forms: add and change, remove, merge, split, undo, restore, look back."""
