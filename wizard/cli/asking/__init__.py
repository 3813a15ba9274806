"""Commands that answer a question: what a file or a rule means, what shells get, what the network answers."""
