"""The seed graph: sourced facts about three partnerships, and a fictional one."""
