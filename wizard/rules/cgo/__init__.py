"""Rules about cgo: a C compiler where one is needed, race detector, cross builds, and builds without it."""
