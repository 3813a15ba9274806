"""What becomes of faults of the wizard itself: a file in the log folder, and a sentence. Nothing is ever sent."""
