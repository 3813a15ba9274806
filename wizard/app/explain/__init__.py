"""What the wizard explains: a configuration file of WSL, and what a check is based on."""
