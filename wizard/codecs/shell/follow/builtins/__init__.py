"""What single commands do, by name: builtins, and small programs whose output can be told without running them."""
