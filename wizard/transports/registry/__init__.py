"""The registry of Windows behind one small port, and the ways to it."""
