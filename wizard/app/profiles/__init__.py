"""Profiles: those that come with the wizard, a team's own, what several come to together, and what each touches."""
