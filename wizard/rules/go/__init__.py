"""Rules about Go: which one runs, its settings, GODEBUG."""
