"""Facts about the PC: Windows, WSL as Windows knows it, Go there, and its `.wslconfig`."""
