"""Commands that prove, and that write down what is so."""
