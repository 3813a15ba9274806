"""The wizard's version, from its own distribution."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("wsl-go-wizard")
except PackageNotFoundError:
    VERSION = "0.0.0+source"
