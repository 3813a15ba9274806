"""Restarts: what one would close, the way through it, and the way back for a distro that no longer starts."""
