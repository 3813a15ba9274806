"""Facts about the resolution of names: which name servers, which sources, which proxies."""
