"""The parts of the second page."""
