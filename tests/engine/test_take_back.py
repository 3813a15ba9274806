"""What a setup wrote is taken back from files that were edited since, if what is left can stand."""

from __future__ import annotations

import pytest

from wizard.engine.take_back import KeptEdits, TakenBack, kept_edits, take_back
from wizard.model.edits.files import Obstacle
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Record, Setup
from wizard.model.registry import EXPAND_SZ, MULTI_SZ, SZ
from wizard.model.state import Absent, Change, File, Link, Origin, Registered, State
from wizard.model.text import plain

BLOCK = "\n# >>> wsl-go-wizard >>>\nexport GODEBUG=netdns=go  # GODEBUG\n# <<< wsl-go-wizard <<<\n"


def file(text: str | bytes, mode: int = 0o644, owner: int = 0) -> File:
    return File(text if isinstance(text, bytes) else text.encode(), mode, owner, owner)


def took(path: str, before: State, after: State, now: State) -> tuple[State, list[str]]:
    made = take_back(Change(path, before, after, 0, 0), now)
    assert made is not None
    return made.after, [text.render() for text in made.left]


def test_a_block_in_a_start_file_goes_and_what_stands_below_it_stays() -> None:
    before = file("# mine\n")
    now = file(f"# mine\n{BLOCK}. ~/.nvm/nvm.sh\n")
    assert took("/h/.profile", before, file(f"# mine\n{BLOCK}"), now) == (
        file("# mine\n. ~/.nvm/nvm.sh\n"),
        [],
    )


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("if true; then\n", "fi\n"),
        ("f() {\n# x\n", "}\n"),
        ("for x in 1; do\n", "done; x\n"),
        ("(\n", ") &\n"),
    ],
)
def test_a_block_that_is_all_of_a_body_now_stays(top: str, bottom: str) -> None:
    before, after = file("# mine\n"), file(f"# mine\n{BLOCK}")
    now = file(f"# mine\n{top}{BLOCK}{bottom}")
    assert took("/h/.profile", before, after, now) == (
        now,
        ["/h/.profile is left unchanged. Without the setup's lines it would be unreadable."],
    )
    more = file(f"# mine\n{top}echo x\n{BLOCK}{bottom}")
    assert took("/h/.profile", before, after, more) == (file(f"# mine\n{top}echo x\n{bottom}"), [])


def test_a_file_that_the_setup_made_goes_if_nothing_else_is_in_it() -> None:
    made = file("[boot]\nsystemd=true\n")
    assert took("/etc/wsl.conf", Absent(), made, file(made.content, 0o600)) == (Absent(), [])
    now = file("[boot]\nsystemd=true\n[user]\ndefault=me\n")
    assert took("/etc/wsl.conf", Absent(), made, now) == (file("[user]\ndefault=me\n"), [])


def test_mode_and_owner_are_those_of_whoever_set_them_last() -> None:
    before, after = file("a\n", 0o600, 1), file("a\nours\n", 0o644, 0)
    assert took("/x", before, after, file("b\na\nours\n")) == (file("b\na\n", 0o600, 1), [])
    assert took("/x", before, after, file("a\nours\n", 0o640)) == (file("a\n", 0o640, 1), [])
    assert took("/x", before, after, file("a\nours\n", 0o644, 7)) == (file("a\n", 0o600, 7), [])


def test_settings_below_our_header_do_not_change_their_section() -> None:
    before, after = file("[network]\nhostname=x\n"), file("[network]\nhostname=x\n\n[boot]\nsystemd=true\n")
    now = file(after.content + b"command=echo\n")
    assert took("/etc/wsl.conf", before, after, now) == (
        now,
        [
            (
                "/etc/wsl.conf is left unchanged. Without the setup's lines, boot.command would have another value than"
                " now or before the setup."
            )
        ],
    )


def test_the_repair_of_a_header_is_not_taken_back_from_below_what_it_made_readable() -> None:
    before, after = file("[boot\nsystemd=true\n"), file("[boot]\nsystemd=true\n")
    now = file("[boot]\nsystemd=true\n[user]\ndefault=me\n")
    assert took("/etc/wsl.conf", before, after, now) == (
        now,
        ["/etc/wsl.conf is left unchanged. Without the setup's lines it would be unreadable."],
    )


def test_what_was_unreadable_before_is_so_again_if_nothing_of_theirs_is_lost_by_it() -> None:
    before, after = file("[boot]\nsystemd=true\n[user\n"), file("[boot]\nsystemd=true\n# [user\n")
    now = file("# mine\n[boot]\ncommand=x\nsystemd=true\n# [user\n")
    assert took("/etc/wsl.conf", before, after, now) == (
        file("# mine\n[boot]\ncommand=x\nsystemd=true\n[user\n"),
        [],
    )
    bad, mounted = file("tmpfs /tmp\n"), file("tmpfs /tmp tmpfs rw\n")
    assert took("/etc/fstab", bad, mounted, file("# mine\ntmpfs /tmp tmpfs rw\n")) == (
        file("# mine\ntmpfs /tmp\n"),
        [],
    )


def test_a_line_of_theirs_that_ours_overrode_is_not_brought_to_life() -> None:
    before, after = file("[wsl2]\n"), file("[wsl2]\nmemory=4GB\n")
    now = file("[wsl2]\nmemory=4GB\nmemory=64GB\n")
    after_now, left = took("/c/.wslconfig", before, after, now)
    assert after_now == now
    assert "wsl2.memory would have another value" in left[0]


def test_a_setting_that_was_changed_is_as_before_again() -> None:
    before, after = file("[wsl2]\nmemory=64GB\n"), file("[wsl2]\nmemory=4GB\n")
    now = file("[wsl2]\nmemory=4GB\nswap=0\n")
    assert took("/c/.wslconfig", before, after, now) == (file("[wsl2]\nmemory=64GB\nswap=0\n"), [])


@pytest.mark.parametrize(
    "before", ["é\n".encode("utf-8-sig"), b"a\r\nb\r\n"], ids=["byte order mark", "line ends"]
)
def test_a_file_that_was_converted_is_not_half_of_the_one_and_half_of_the_other(before: bytes) -> None:
    after = before.decode("utf-8-sig").replace("\r\n", "\n")
    now = file(f"{after}theirs\n")
    after_now, (why,) = took("/h/.profile", file(before), file(after), now)
    assert after_now == now
    assert "converted its encoding or line endings" in why
    assert took("/h/.profile", file(before), file(after), file(after, 0o600)) == (file(before, 0o600), [])


def test_the_go_env_file_and_fstab_are_read_as_go_and_mount_read_them() -> None:
    before, after = file("GOPROXY=a\n"), file("GOPROXY=b\n")
    assert took("/h/go/env", before, after, file("GOPROXY=b\nGOFLAGS=x\n")) == (
        file("GOPROXY=a\nGOFLAGS=x\n"),
        [],
    )
    theirs = file("GOPROXY=b\nGOPROXY=c\n")
    assert took("/h/go/env", before, after, theirs) == (file("GOPROXY=a\nGOPROXY=c\n"), [])
    old, mounted = "tmpfs /tmp tmpfs rw\n", "tmpfs /tmp tmpfs rw,size=2g\n"
    now = file(f"# mine\n{mounted}x /y ext4\n")
    assert took("/etc/fstab", file(old), file(mounted), now) == (file(f"# mine\n{old}x /y ext4\n"), [])


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("a\nx=3\n", "Line 2 of /x: edited after the setup and left unchanged. Before the setup: x=1"),
        (
            "a\n",
            (
                "The line that the setup wrote before line 2 of /x was deleted. That place is left unchanged."
                " Before the setup: x=1"
            ),
        ),
        (
            "a\nx=2\nb\nx=2\n",
            "Line 2 of /x: the setup's lines appear more than once. They are left unchanged.",
        ),
    ],
)
def test_a_conflict_says_where_it_is_and_what_stood_there(now: str, says: str) -> None:
    assert took("/x", file("a\nx=1\n"), file("a\nx=2\n"), file(now)) == (file(now), [says])


def test_more_conflicts() -> None:
    long = "y" * 90
    gone = took("/x", file(f"a\n{long}\nb\n"), file("a\nb\n"), file("a\nmine\nb\n"))[1]
    assert gone == [
        (
            "What the setup removed before line 2 of /x is not restored, because the lines around it were edited."
            f" Before the setup: {'y' * 80}…"
        )
    ]
    before = f"{BLOCK}"
    moved = took("/x", file(before), file(f"p=1\nq=2\n{BLOCK}"), file(f"{BLOCK}q=2\nr\np=1\n"))[1]
    assert moved == [
        "Lines 5 to 7 of /x: parts of what the setup wrote were moved here. They are left unchanged."
    ]


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        (Link("a"), Link("b"), Link("c")),
        (file("a"), file("b"), Absent()),
        (file("a"), file("b"), Link("c")),
        (file("a\n"), file("a\nb\n"), file(b"a\nb\n\0")),
        (Absent(), Registered(SZ, "x"), Registered(SZ, "y")),
    ],
)
def test_what_is_no_text_is_left_as_it_is(before: State, after: State, now: State) -> None:
    assert take_back(Change(r"HKCU\Environment\\GOROOT", before, after, 0, 0), now) is None


PATH = r"HKCU\Environment\\Path"


@pytest.mark.parametrize(
    ("before", "after", "now", "taken_back"),
    [
        ("a;b", "a;b;ours", "a;b;ours;theirs", "a;b;theirs"),
        ("a;b", "a;b;ours", "theirs;a;b;ours", "theirs;a;b"),
        ("a;bad;b", "a;b", "a;b;theirs", "a;bad;b;theirs"),
        ('a;"x;y"', 'a;"x;y";ours', 'a;"x;y";ours;c', 'a;"x;y";c'),
        ("a;b", "a;b;ours", "a;b;theirs", "a;b;theirs"),
        ("a;", "a;ours", "a;ours;theirs", None),
        ("a;bad;b", "a;b", "a;theirs;b", None),
        ("a;b", "a;b;ours", "ours;a;b;ours", None),
    ],
)
def test_an_entry_of_a_list_in_the_registry(
    before: str, after: str, now: str, taken_back: str | None
) -> None:
    change = Change(PATH, Registered(EXPAND_SZ, before), Registered(EXPAND_SZ, after), 0, 0)
    wanted = None if taken_back is None else TakenBack(Registered(EXPAND_SZ, taken_back))
    assert take_back(change, Registered(EXPAND_SZ, now)) == wanted


def test_the_type_of_such_a_list_and_a_list_that_the_setup_made() -> None:
    change = Change(PATH, Registered(SZ, "a"), Registered(EXPAND_SZ, "a"), 0, 0)
    assert take_back(change, Registered(EXPAND_SZ, "a;b")) == TakenBack(Registered(SZ, "a;b"))
    assert take_back(change, Registered(MULTI_SZ, "a\0")) is None
    made = Change(PATH, Absent(), Registered(EXPAND_SZ, "ours"), 0, 0)
    assert take_back(made, Registered(EXPAND_SZ, "ours;b")) == TakenBack(Registered(EXPAND_SZ, "b"))
    assert take_back(made, Registered(SZ, "ours")) == TakenBack(Absent())


def test_setups_that_kept_edits_are_told_from_those_that_restored_files() -> None:
    before, after, edited = file("a\n"), file("a\nb\n"), file("a\nb\nmine\n")
    made = Change("/etc/x", before, after, 0, 0)
    other = Change("/etc/y", Absent(), after, 0, 0)
    restored = Change("/etc/x", after, before, 0, 0, origin=Origin(batch=1, item=1))
    removed = Change("/etc/y", after, Absent(), 0, 0)
    kept = Change("/etc/x", edited, file("a\nmine\n"), 0, 0)
    why = plain("Lines 2 to 3 of /etc/x: edited.")
    obstacles = (Obstacle(None, why, "/etc/x"), Obstacle(None, plain("other"), "/etc/z"))

    def setup(number: int, *changes: Change, undoes: int | None = None) -> Setup:
        plan = Plan("m", "s", changes=changes, undoes=undoes, obstacles=obstacles if undoes else ())
        return Setup(number, Phase.ACCEPTED, Record(plan, "2026-05-04", "1"))

    first = setup(1, made, other)
    assert kept_edits((setup(2, restored, removed, undoes=1), first, Setup(0, Phase.UNDONE, None))) == ()
    found = (KeptEdits(2, 1, ("/etc/x",), (why,)),)
    assert kept_edits((setup(2, kept, removed, undoes=1), first)) == found
    assert kept_edits((setup(2, kept, removed, undoes=1),)) == found, (
        "though the note of setup 1 is not at hand"
    )
    gone = Change("/etc/x", edited, Absent(), 0, 0)
    assert [each.paths for each in kept_edits((setup(2, gone, undoes=1), first))] == [("/etc/x",)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_what_cannot_be_merged_stays_as_it_is(end: bytes, ended: bool) -> None:
    """A file that was emptied, removed, made binary, or replaced by a link meanwhile."""
    tail = b"" if ended else b"x"
    before, after = file(b"a" + end + tail), file(b"a" + end + b"ours" + end + tail)
    emptied = take_back(Change("/x", before, after, 0, 0), file(b""))
    assert emptied is not None
    assert emptied.after == file(b"")
    for now in (Absent(), Link("y")):
        assert take_back(Change("/x", before, after, 0, 0), now) is None
    binary = file(after.content + b"\0")
    assert take_back(Change("/x", before, after, 0, 0), binary) is None
    assert take_back(Change("/x", Link("y"), Link("z"), 0, 0), Link("mine")) is None
