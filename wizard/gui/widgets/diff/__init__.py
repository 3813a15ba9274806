"""A difference on the screen: files at the left, numbered lines at the right."""
