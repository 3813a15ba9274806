"""Rules about WSL inside a distro: ``/etc/wsl.conf``, systemd, the kernel, text files."""
