"""Rules about containers: the engine that docker talks to, and Dockerfiles of Go projects."""
