"""Rules about settings of Go that do not go together: with each other, or with what projects ask for."""
