"""The distro itself: how long it is supported."""
