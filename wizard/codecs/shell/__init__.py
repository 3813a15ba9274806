"""Start files of sh, bash, zsh and fish: read without running anything, edited by line."""
