"""What the shells of a user, and sudo, make of Go."""
