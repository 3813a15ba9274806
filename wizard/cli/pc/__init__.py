"""Commands about this PC and its distros together."""
