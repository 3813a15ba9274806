"""Rules about what the machine of a distro has: memory and the time."""
