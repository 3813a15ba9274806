"""First-time setup carried out: WSL and a distro, step by step, each after the user's yes."""
