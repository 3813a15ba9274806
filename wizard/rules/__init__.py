"""Rules: one pure function a rule, one file an area. A new rule is one function and one table test (law 15).

A rule looks at facts and at what is wanted, and answers with a `Finding`. It reads nothing, writes nothing,
and knows no other rule; what areas share is in files beside them. Ids are stable: they appear in ``--json``,
reports and team files (RULES.md).
"""
