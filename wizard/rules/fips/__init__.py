"""Rules about FIPS 140: what of it takes effect with the Go in use."""
