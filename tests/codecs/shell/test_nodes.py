from wizard.codecs.shell.nodes import DEEPEST, Frame, Guard, GuardKind, excerpt

IF = Guard(GuardKind.IF, "a")


def test_a_branch_hangs_on_the_conditions_before_it() -> None:
    frame = Frame("if", (Guard(GuardKind.GROUP, ""),), 0)
    frame.guard(IF)
    assert frame.guards == (Guard(GuardKind.GROUP, ""), IF)
    frame.passes()
    frame.guard(Guard(GuardKind.IF, "b"))
    assert frame.guards[1:] == (Guard(GuardKind.ELSE, "a"), Guard(GuardKind.IF, "b"))


def test_guards_are_bounded() -> None:
    frame = Frame("if", (IF,) * DEEPEST, 0)
    frame.guard(IF)
    assert len(frame.guards) == DEEPEST
    for _ in range(2 * DEEPEST):
        frame.outer = ()
        frame.guard(IF)
        frame.passes()
    frame.guard(IF)
    assert len(frame.guards) == DEEPEST


def test_an_excerpt_is_trimmed_and_bounded() -> None:
    assert excerpt(" a ;\n") == "a"
    assert excerpt("xx a b yy", 2, 6) == "a b"
    assert len(excerpt("a" * 5000)) == 1000
