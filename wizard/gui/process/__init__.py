"""The window as a process: one for each user, and what is shown when there can be none."""
