"""What an earlier Go left behind."""
