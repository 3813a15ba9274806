"""Rules about ``/tmp``: where it is, whose it is, how large."""
