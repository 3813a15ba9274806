"""The shell hand: looks and acts through one constant script on the stdin of ``/bin/sh -s``."""
