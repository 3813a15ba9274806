"""What Windows and ``wsl.exe`` print and store, read without relying on words of one language."""
