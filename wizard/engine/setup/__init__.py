"""First-time setup decided: what a PC lacks for WSL, and the steps to it, in order. Pure."""
