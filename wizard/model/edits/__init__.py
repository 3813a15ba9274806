"""What a rule wants done to a file or a registry value, as data."""
