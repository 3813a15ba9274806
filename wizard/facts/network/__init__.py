"""What was met on the way to modules: asked only when somebody wants to know."""
