"""Rules about the PC: Windows, WSL, and what is around it."""
