"""What a machine said, as people may see it: without secrets, and without what a terminal would obey."""
