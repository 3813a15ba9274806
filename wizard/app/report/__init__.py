"""The report: what was found, what was changed and what was proven, for people and for programs."""
