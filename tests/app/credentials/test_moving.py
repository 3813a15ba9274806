"""Which passwords are moved, which stay and why; and the plan that takes them out has none of them in it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from tests.app.credentials.test_wiring import wiring
from wizard.app.credentials.keyring import HostAccount
from wizard.app.credentials.moving import CredentialOffer, decided, netrc_line, offer, sentences
from wizard.app.credentials.places import PlainFiles, files_of, probes
from wizard.app.credentials.wiring import Wiring
from wizard.codecs.logins.login import Password
from wizard.engine.diff import diff
from wizard.engine.plan import PlanInput
from wizard.model.errors import InputError
from wizard.model.probes import Account, Answer, Answers, Found, Missing
from wizard.model.state import Absent, File, Sealed, digest

ME = Account("me", 1000, 1000, "/home/me", "/bin/bash")
GO_ENV = "~/.config/go/env"
STORE, NETRC, CONFIG = "~/.git-credentials", "~/.netrc", "~/.gitconfig"


def found(text: str, mode: int = 0o600, uid: int = 1000, link: str | None = None) -> Found:
    return Found(text.encode(), mode, uid, 1000, 1, len(text), link)


def world(texts: Mapping[str, str | Answer]) -> tuple[PlainFiles, PlanInput]:
    answers: dict[str, Answer] = {
        path: found(each) if isinstance(each, str) else each for path, each in texts.items()
    }
    pairs = tuple((probe, answers.get(probe.path, Missing())) for probe in probes(GO_ENV))
    ground = PlanInput(Answers(pairs), ME, "0" * 16, "Ubuntu")
    return files_of(ground, GO_ENV), ground


def made(
    texts: Mapping[str, str | Answer],
    stored: Mapping[str, tuple[str, str]] | None = None,
    hosts: tuple[str, ...] = (),
    by: Wiring | None = None,
) -> CredentialOffer:
    files, ground = world(texts)
    keyring = {host: (user, Password(words)) for host, (user, words) in (stored or {}).items()}
    by = by or wiring(files.content(GO_ENV).decode())
    return offer(decided(files, by, keyring.get, hosts), files, by, ground)


def test_what_is_moved_leaves_its_file_and_no_trace_in_the_plan() -> None:
    texts = {
        STORE: "https://me:c4nary1@git.corp\nhttps://me:c4nary2@other.corp/only/here\n",
        NETRC: "machine proxy.corp login me password c4nary3\n",
        CONFIG: '[url "https://me:c4nary4@url.corp/"]\n\tinsteadOf = https://url.corp/\n',
        GO_ENV: "GOPROXY=https://me:c4nary5@goproxy.corp,direct\n",
    }
    result = made(texts)
    assert {each.login.host for each in result.moved} == {
        "git.corp",
        "proxy.corp",
        "url.corp",
        "goproxy.corp",
    }
    assert [each.login.host for each in result.left] == ["other.corp"]
    assert set(result.accounts) == {HostAccount(each.login.host, "me") for each in result.moved}
    written = msgspec.json.encode(result.plan) + msgspec.json.encode(diff(result.plan))
    assert b"c4nary" not in written
    assert "c4nary" not in repr(result.plan)
    assert "c4nary" not in "".join(text.render() for text in sentences(result))
    for change in result.plan.changes:
        assert isinstance(change.before, Sealed)
        assert change.before.sha256 == digest(texts[change.shown].encode())
    after = {change.shown: change.after for change in result.plan.changes}
    assert after[NETRC] == Absent()
    contents = {digest(each): each.decode() for each in result.contents}
    assert isinstance(after[STORE], Sealed)
    assert contents[after[STORE].sha256] == "https://me:c4nary2@other.corp/only/here\n"
    assert isinstance(after[GO_ENV], Sealed)
    assert contents[after[GO_ENV].sha256].startswith(
        "GOPROXY=https://goproxy.corp,direct\nGOAUTH=git /home/me;"
    )


def test_files_without_passwords_are_shown_as_ever() -> None:
    result = made({STORE: "https://me:x@git.corp\n", CONFIG: found("[user]\n\tname = Me\n", 0o644)})
    (config,) = (change for change in result.plan.changes if change.shown == CONFIG)
    assert isinstance(config.after, File)
    assert config.after.mode == 0o644
    assert b'[credential "https://git.corp"]' in config.after.content


@pytest.mark.parametrize(
    ("texts", "stored", "moved"),
    [
        ({STORE: "https://me:x@a.b\n", NETRC: "machine a.b login me password x\n"}, {}, 2),
        ({STORE: "https://me:x@a.b\n", NETRC: "machine a.b login me password y\n"}, {}, 1),
        ({STORE: "https://me:x@a.b\n", NETRC: "machine a.b login you password x\n"}, {}, 1),
        ({STORE: "https://me:x@A.b\n"}, {"a.b": ("me", "x")}, 1),
        ({STORE: "https://me:x@a.b\n"}, {"a.b": ("me", "y")}, 0),
        ({STORE: "https://me:x@a.b\n"}, {"a.b": ("you", "x")}, 0),
        ({STORE: "https://me:x@dev.azure.com\nhttps://me:x@corp.visualstudio.com\n"}, {}, 0),
        ({STORE: f"https://me:{'x' * 1281}@a.b\n"}, {}, 0),
        ({STORE: f"https://me:{'x' * 1280}@a.b\n"}, {}, 1),
        ({STORE: f"https://me:{'😀' * 641}@a.b\n"}, {}, 0),
    ],
)
def test_of_two_logins_for_a_host_one_is_moved(
    texts: dict[str, str], stored: dict[str, tuple[str, str]], moved: int
) -> None:
    assert len(made(texts, stored).moved) == moved


def test_only_those_that_were_named() -> None:
    result = made({STORE: "https://me:x@a.b\nhttps://me:y@c.d\n"}, hosts=("C.d",))
    assert [each.login.host for each in result.moved] == ["c.d"]
    assert result.left == ()


def test_what_go_alone_reads_stays_if_go_cannot_ask() -> None:
    texts = {
        NETRC: "machine a.b login me password x\n",
        STORE: "https://me:x@c.d\n",
        GO_ENV: "GOPROXY=https://me:x@e.f\n",
    }
    result = made(texts, by=wiring(go="1.21.0"))
    assert [each.login.host for each in result.moved] == ["c.d"]
    assert all("Go 1.21.0" in (each.stays.render() if each.stays else "") for each in result.left)


@pytest.mark.parametrize(
    "answer",
    [
        found("https://me:x@a.b\n", uid=0),
        found("https://me:x@a.b\n", link="/etc/shared"),
    ],
)
def test_a_file_of_somebody_else_is_left_alone(answer: Found) -> None:
    with pytest.raises(InputError) as caught:
        made({STORE: answer})
    assert caught.value.code == "not-own-file"


def test_a_link_within_the_home_is_followed() -> None:
    result = made({STORE: found("https://me:x@a.b\n", link="/home/me/dotfiles/git")})
    assert "/home/me/dotfiles/git" in [change.path for change in result.plan.changes]


def test_nothing_is_planned_for_nothing() -> None:
    result = made({NETRC: "default login anonymous password x\n"})
    assert result.plan.is_empty
    assert result.moved == ()


def test_a_netrc_is_closed_when_it_is_written() -> None:
    files, ground = world({NETRC: found("machine a.b login me password c4nary1", 0o644)})
    result = netrc_line(files, ground, HostAccount("c.d", "me"), Password("c4nary2"))
    (change,) = result.plan.changes
    assert isinstance(change.after, Sealed)
    assert change.after.mode == 0o600
    assert result.contents == (
        b"machine a.b login me password c4nary1\nmachine c.d login me password c4nary2\n",
    )
    assert b"c4nary" not in msgspec.json.encode(result.plan)
    with pytest.raises(InputError):
        netrc_line(files, ground, HostAccount("a.b", "me"), Password("x"))
