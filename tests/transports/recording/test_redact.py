"""What a recording loses before anybody else gets it; the laws say what it keeps."""

from __future__ import annotations

from wizard.model.probes import FileProbe, Found, GlobProbe, Matches, PathAnswer
from wizard.transports.recording.recorded import Recording
from wizard.transports.recording.redact import redact

CANARY = "c4n4ryS3cr3tV4lue0123456789"


def found(text: str, size: int | None = None) -> Found:
    data = text.encode()
    return Found(data, 0o644, 0, 0, 0, len(data) if size is None else size)


def redacted(path: str, answer: Found) -> Found:
    ((_, left),) = redact(Recording("pc", ((FileProbe(path), answer),))).distro
    assert isinstance(left, Found)
    return left


def test_a_file_that_was_seen_whole_is_whole_then_too() -> None:
    left = redacted("/etc/wsl.conf", found(f"[boot]\ncommand=x --token {CANARY}\n"))
    assert left.content == "[boot]\ncommand=x --token •••\n".encode()
    assert left.size == len(left.content)


def test_of_a_head_only_the_secrets_go() -> None:
    left = redacted("~/.bashrc", found(f"# mine\nTOKEN={CANARY}\n", 10_000))
    assert (left.content, left.size) == ("# mine\nTOKEN=•••\n".encode(), 10_000)


def test_of_start_files_only_what_rules_ask_for_stays() -> None:
    assert redacted("~/.bashrc", found("# mine\nalias a=b\nexport GOPATH=~/go\n")).content == (
        b"#\n:\nexport GOPATH=~/go\n"
    )


def test_start_files_of_a_folder_too() -> None:
    entries: tuple[tuple[str, PathAnswer], ...] = (
        ("/etc/profile.d/a.sh", found("# mine\nexport GOPATH=/go\n")),
    )
    probe = GlobProbe("/etc/profile.d/*.sh", limit=100, head=False)
    ((_, left),) = redact(Recording("pc", ((probe, Matches(entries)),))).distro
    assert isinstance(left, Matches)
    ((_, kept),) = left.entries
    assert isinstance(kept, Found)
    assert kept.content == b"#\nexport GOPATH=/go\n"
