"""Where passwords and tokens lie: never what they are."""
