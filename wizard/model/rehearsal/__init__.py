"""A rehearsal: what shells were like, what that means for a plan, and why there was none."""
