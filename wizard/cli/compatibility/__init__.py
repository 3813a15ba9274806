"""Commands about what goes together."""
