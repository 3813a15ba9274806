"""Whom programs of the distro trust, and where that is turned off."""
