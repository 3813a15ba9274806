"""Rules about certificates: whom programs of the distro trust, and where they trust everybody."""
