"""What a user does about FIPS 140, and what the Go in use can do about it."""
