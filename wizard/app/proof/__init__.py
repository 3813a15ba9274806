"""The acceptance suite: it proves on a machine that Go builds, tests and finds what it needs."""
