"""Modules: the files of projects that say what they are and need."""
