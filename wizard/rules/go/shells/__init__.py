"""Rules about what shells make of the word go."""
