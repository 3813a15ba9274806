"""The user's shells: what they show, and what that says of a setup."""
