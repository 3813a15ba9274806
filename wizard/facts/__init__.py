"""Facts: a question and its pure parser, one file an area. A fact knows no rule, and no way to a machine."""
