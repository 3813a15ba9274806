"""Docker in a distro, and the Dockerfiles of projects."""
