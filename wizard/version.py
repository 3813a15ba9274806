"""The wizard's version: written here only. The distribution takes it from this file."""

VERSION = "0.1.0"
