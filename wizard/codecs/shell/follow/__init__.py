"""Start files followed as their shells follow them, as far as that can be told without running anything."""
