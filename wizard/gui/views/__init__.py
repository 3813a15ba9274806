"""Pictures of the state, one a page: pure functions to frozen values that say all a widget has to show."""
