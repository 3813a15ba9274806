"""Plans on their way to the user: tried in shells before they are shown."""
