"""What goes together: versions of Go with what they build, and programs with where they are to run."""
