"""Asking the network, when somebody wants to know."""
