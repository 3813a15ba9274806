"""Rules about the folders that Go uses: for programs, caches and settings, and its own."""
