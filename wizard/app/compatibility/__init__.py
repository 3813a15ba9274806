"""Answers from the compatibility tables, from binaries and from projects."""
