"""A difference is shown with its secrets masked, and never hides that one of them changes."""

from __future__ import annotations

from wizard.engine.diff import diff
from wizard.model.diffs import FileDiff, without_context
from wizard.model.plans import Plan
from wizard.model.state import Change, File

KEY = "\n".join(f"c4n4ry{number}" for number in range(40))


def shown(old: str, new: str) -> FileDiff:
    before, after = (File(text.encode(), 0o644, 0, 0) for text in (old, new))
    (file,) = diff(Plan("m", "s", changes=(Change("/etc/x", before, after, 0, 0),))).files
    return file


def lines(file: FileDiff) -> list[tuple[str, str]]:
    return [(line.mark, line.text) for hunk in file.hunks for line in hunk.lines]


def test_a_secret_that_changes_is_said_to_change() -> None:
    file = shown("A=1\nexport TOKEN=c4n4ry-old\n", "A=1\nexport TOKEN=c4n4ry-new\n")
    assert lines(file) == [(" ", "A=1"), ("-", "export TOKEN=•••"), ("+", "export TOKEN=•••")]
    assert [text.render() for text in file.facts] == [
        "secrets are shown as •••",
        "a secret changes in line 2",
    ]
    assert all(line.changed == ((13, 16),) for hunk in file.hunks for line in hunk.lines if line.mark != " ")


def test_a_secret_that_stays_is_not_said_to_change() -> None:
    file = shown("export TOKEN=c4n4ry A=1\n", "export TOKEN=c4n4ry A=2\n")
    assert lines(file) == [("-", "export TOKEN=••• A=1"), ("+", "export TOKEN=••• A=2")]
    assert [text.render() for text in file.facts] == ["secrets are shown as •••"]


def test_a_line_is_masked_by_what_is_far_above_it() -> None:
    key = f"-----BEGIN OPENSSH PRIVATE KEY-----\n{KEY}\n"
    file = shown(f"{key}A=1\n-----END OPENSSH PRIVATE KEY-----\n", f"{key}A=1\nA=2\n")
    assert "c4n4ry" not in str(file)


def test_without_context_only_what_changes_is_left() -> None:
    view = diff(
        Plan("m", "s", changes=(Change("/x", File(b"a\nb\n", 1, 0, 0), File(b"a\nc\n", 1, 0, 0), 0, 0),))
    )
    (file,) = without_context(view).files
    assert lines(file) == [("-", "b"), ("+", "c")]
