"""Machines as files: recorded, masked, replayed, and laid out as folders again."""
