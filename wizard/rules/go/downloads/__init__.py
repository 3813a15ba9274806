"""Where Go downloads modules from, and whether it checks what it gets."""
