/* The smallest program for the kernel: a socket filter that drops all. It needs no headers. */
__attribute__((section("socket"), used)) int probe(void *context) { return 0; }

char license[] __attribute__((section("license"), used)) = "GPL";
