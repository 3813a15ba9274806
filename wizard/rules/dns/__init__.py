"""Rules about the resolution of names: name servers, what is asked before them, proxies."""
