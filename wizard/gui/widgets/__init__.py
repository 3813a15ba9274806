"""What pages are made of: widgets that show values and report clicks, and decide nothing."""
