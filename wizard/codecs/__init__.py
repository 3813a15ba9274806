"""Lossless text: what is parsed prints back byte for byte; edits touch only what is meant. Pure."""
