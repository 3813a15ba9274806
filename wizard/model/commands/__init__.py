"""Commands: what a plan runs, and how a line of a terminal is written."""
