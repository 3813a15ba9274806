"""Programs as files: ELF of Linux, PE of Windows, and what Go writes into both."""
