"""Frozen values and ports: what every layer above may know, and nothing that acts."""
