"""Passwords and tokens: into the system keyring, out of files of plain text, and how git and Go get at them."""
