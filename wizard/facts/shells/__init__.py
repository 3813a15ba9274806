"""What the shells of the user make of their start files, and which Go that comes to."""
