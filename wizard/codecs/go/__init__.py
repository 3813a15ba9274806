"""What Go writes and reads: versions, GODEBUG, the file of ``go env -w``, go.mod, the list of releases."""
