"""Passwords in files of plain text: read to be stored elsewhere, and taken out without touching anything else."""
