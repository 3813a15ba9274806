"""What a profile wants of the variables of Go."""
