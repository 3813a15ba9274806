"""Pure decisions: evaluate, fold, plan, diff, classify, drift. No I/O, no clock, no environment (law 4)."""
