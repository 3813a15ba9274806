"""Programs around Go: what they are, who installed them, and what Go itself says of them."""
