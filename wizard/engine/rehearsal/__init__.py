"""A plan rehearsed: what of it shells see, what it means that they did that, and whether it was agreed to. Pure."""
