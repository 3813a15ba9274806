"""What the second page says: of a distro, and of This PC."""
