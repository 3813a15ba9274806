"""Restarts: what one ends, and the distros that it meets."""
