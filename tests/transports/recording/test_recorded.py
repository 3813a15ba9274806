"""A machine as a file: it comes back as it was written, is read strictly, and gives no secret away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recorder import Recorder
from wizard.model.errors import InputError
from wizard.model.events import never, silent
from wizard.model.orders import Order, Receipt, Recover
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    Exited,
    Figure,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    Journal,
    JournalEntry,
    JournalProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Probe,
    RegistryProbe,
    Special,
    TooBig,
    Unavailable,
    UrlProbe,
    Values,
)
from wizard.transports.recording.recorded import FORMAT, Recording, encode, load, parse
from wizard.transports.recording.redact import redact

CANARY = "c4n4ryS3cr3tV4lue0123456789"

PAIRS: tuple[tuple[Probe, Answer], ...] = (
    (FileProbe("/etc/wsl.conf"), Found(b"[boot]\n", 0o644, 0, 0, 1234, 7, "/etc/real")),
    (FileProbe("~/x", 10, head=True), Found(b"\x00\xff\xfe", 0o600, 1, 2, 3, 4)),
    (FileProbe("/etc/\udcff"), Missing("\udc80")),
    (LinkProbe("/etc/l"), Linked("ünï")),
    (GlobProbe("/etc/*"), Matches((("/etc/a", Denied()), ("/etc/b", TooBig(9))))),
    (FileProbe("/dev"), Special("directory", 0o755, 0, 0)),
    (CommandProbe(("go", "env"), 5), Exited(127, b"out", b"err\xff")),
    (AccountProbe(), Account("me", 1000, 1000, "/home/me", "/bin/sh")),
    (
        JournalProbe(3),
        Journal((JournalEntry(2, "trial", b"manifest", b"note"), JournalEntry(1, "undone", b"\xff")), 2),
    ),
    (
        RegistryProbe("HKCU\\x"),
        Values({"a": 1, "b": "text", "c": b"\x00\x01", "utf8": ["x", "y"], "e": b"t"}),
    ),
    (HostProbe("memory"), Figure(16 << 30)),
    (HostProbe("system"), Figure("Linux")),
    (UrlProbe("https://go.dev/dl/"), Unavailable("no network")),
)
MACHINE = Recording("Ubuntu", PAIRS[:9], PAIRS[9:])


def test_a_machine_comes_back_as_it_was(tmp_path: Path) -> None:
    assert parse(encode(MACHINE)) == MACHINE
    (tmp_path / "m.json").write_bytes(encode(MACHINE))
    assert load(tmp_path / "m.json") == MACHINE


def test_a_person_can_read_what_is_given_away() -> None:
    text = encode(MACHINE).decode("utf-8")
    assert '"utf8": "[boot]\\n"' in text
    assert json.loads(text)["format"] == FORMAT


@given(
    st.lists(
        st.tuples(
            st.builds(FileProbe, st.text(st.characters())),
            st.builds(Found, st.binary(), *[st.integers(0, 2**40)] * 5, st.none() | st.text(st.characters())),
        )
    )
)
def test_any_bytes_and_names_come_back(pairs: list[tuple[FileProbe, Found]]) -> None:
    machine = Recording("x", tuple(pairs))
    assert parse(encode(machine)) == machine


def written(**changes: object) -> bytes:
    return json.dumps(json.loads(encode(MACHINE)) | changes).encode()


def with_pair(pair: object) -> bytes:
    return written(distro=[pair])


PROBE = {"type": "file", "path": "/x"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe{}", "not valid JSON"),
        (b"[" * 1_000_000, "not valid JSON"),
        (b'{"a":' * 1_000_000, "not valid JSON"),
        (b"[]", "not a machine recording"),
        (b"{}", "not a machine recording"),
        (b'"text"', "not a machine recording"),
        (written(format="1"), "not a machine recording"),
        (written(format=0), "not a machine recording"),
        (written(more=1), "unknown field 'more'"),
        (written(name=None), "its name is missing"),
        (written(distro={}), "distro is not a list"),
        (with_pair([]), "distro[0] is not a pair"),
        (with_pair({"probe": PROBE}), "distro[0] is not a pair"),
        (with_pair({"probe": {"type": "nonsense"}, "answer": {"type": "missing"}}), "distro[0]"),
        (
            with_pair({"probe": PROBE, "answer": {"type": "nonsense"}}),
            "the result type 'nonsense' does not exist",
        ),
        (with_pair({"probe": PROBE, "answer": None}), "the result type None does not exist"),
        (with_pair({"probe": PROBE | {"depth": 1}, "answer": {"type": "missing"}}), "unknown field 'depth'"),
        (with_pair({"probe": PROBE, "answer": {"type": "missing", "x": 1}}), "unknown field 'x'"),
        (with_pair({"probe": PROBE, "answer": {"type": "too-big"}}), "size"),
        (with_pair({"probe": PROBE, "answer": {"type": "too-big", "size": "9"}}), "distro[0]"),
        (
            with_pair({"probe": PROBE, "answer": {"type": "found", "content": {"base64": "?"}}}),
            "not valid JSON",
        ),
        (with_pair({"probe": PROBE, "answer": {"type": "values", "values": {"a": 1.5}}}), "registry"),
    ],
)
def test_what_we_did_not_write_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, "m.json")
    text = caught.value.text.render()
    assert caught.value.code == "machine-unusable"
    assert words in text
    assert text.startswith("The recorded machine m.json cannot be used: ")
    assert "\n" not in text


def test_every_cut_is_noticed() -> None:
    whole = encode(MACHINE).rstrip()
    for length in range(0, len(whole), 7):
        with pytest.raises(InputError):
            parse(whole[:length])


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InputError) as caught:
            load(path)
        assert str(path) in caught.value.text.render()


# Recording.


class Echo:
    """A machine that counts how often it was asked."""

    site = Site(SiteKind.TREE, "x", "x")
    can = Can(True, True, True)

    def __init__(self) -> None:
        self.log: list[object] = []

    def read(self, probes, stop) -> Answers:
        self.log.append(tuple(probes))
        return Answers(tuple((probe, Unavailable(str(len(self.log)))) for probe in probes))

    def act(self, order: Order, tell, stop) -> Receipt:
        self.log.append(order)
        return Receipt(7, None)

    def restart(self, tell) -> None:
        self.log.append("restart")


def test_a_recorder_is_the_machine_it_wraps_and_remembers() -> None:
    echo = Echo()
    recorder = Recorder(echo)
    one, two = FileProbe("/one"), FileProbe("/two")
    assert recorder.read((one, two), never)[two] == Unavailable("1")
    recorder.read((one,), never)
    assert recorder.pairs == ((one, Unavailable("2")), (two, Unavailable("1")))
    assert recorder.act(Recover(), silent, never) == Receipt(7, None)
    recorder.restart(silent)
    assert (recorder.site, recorder.can) == (echo.site, echo.can)
    assert echo.log == [(one, two), (one,), Recover(), "restart"]


# Redaction.


def test_no_secret_is_left_in_any_answer_or_question() -> None:
    line = f"GITHUB_TOKEN={CANARY}"
    raw = line.encode()
    machine = Recording(
        "x",
        (
            (FileProbe("/a"), Found(raw, 0, 0, 0, 0, 0)),
            (CommandProbe(("env", f"TOKEN={CANARY}")), Exited(0, raw, raw)),
            (GlobProbe("/b"), Matches((("/b", Found(raw, 0, 0, 0, 0, 0)),))),
            (JournalProbe(), Journal((JournalEntry(1, "trial", b"m", raw),))),
            (LinkProbe("/l"), Linked(f"https://me:{CANARY}@x/")),
        ),
        (
            (RegistryProbe("HKCU"), Values({"a": line, "b": raw, "c": [line]})),
            (UrlProbe(f"https://me:{CANARY}@proxy/"), Unavailable(f"at https://{CANARY}@proxy/")),
        ),
    )
    assert CANARY in encode(machine).decode()
    redacted = redact(machine)
    assert CANARY not in encode(redacted).decode()
    assert parse(encode(redacted)) == redacted == redact(redacted)


def test_a_machine_without_secrets_stays_as_it_is() -> None:
    left = redact(MACHINE)
    assert (left.host, left.distro[:8]) == (MACHINE.host, MACHINE.distro[:8])
    entries = (JournalEntry(2, "trial", b""), JournalEntry(1, "undone", b""))
    assert left.distro[8] == (JournalProbe(3), Journal(entries, 2)), "what nobody can read is not given away"
