"""Passwords and tokens: where they lie, and never what they are."""
