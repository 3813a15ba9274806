"""What the machine of a distro has, and how much of it is left: drives, memory, room, the clock."""
