"""Lines by which programs trust every server: what a real shell and a real git show of them, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.tls.switches import SWITCHES, SWITCHES_PROBE, Switch
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited

FILES = {
    ".gitconfig": (
        '[user]\n\tname = secret\n[http]\n\tsslVerify = false\n[http "https://git.corp"]\n\tsslVerify = off\n'
        '[http "https://b"]\n\tsslVerify\n[http "https://c"]\n\tsslVerify = true\n'
    ),
    ".curlrc": "user = me:secret\n# insecure\n insecure\n-k\n--insecure\n-sk\nproxy-insecure\nkeepalive-time=2\n",
    ".wgetrc": "password = secret\ncheck_certificate = off\ncheckcertificate=on\n",
    ".npmrc": "//r/:_authToken=secret\nstrict-ssl = false\n",
    ".kube/config": "clusters:\n- cluster:\n    insecure-skip-tls-verify: true\n    token: secret\n",
    ".config/helm/repositories.yaml": "repositories:\n- insecure_skip_tls_verify: true\n  password: secret\n",
}


def asked(home: Path) -> Exited:
    done = subprocess.run(
        SWITCHES_PROBE.argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"},
        cwd="/",
        timeout=30,
    )
    return Exited(done.returncode, done.stdout, done.stderr)


@pytest.mark.linux(reason="it asks a real shell")
def test_what_a_real_shell_finds(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    answer = asked(tmp_path)
    assert answer.err == b""
    assert b"secret" not in answer.out
    found = read(SWITCHES, (SWITCHES_PROBE, answer))
    assert not isinstance(found, Unknown)
    home = [each for each in found if each.file.startswith(str(tmp_path))]
    assert [(each.program, each.text, each.line) for each in home] == [
        ("git", "http.sslverify=false", None),
        ("git", "http.https://git.corp.sslverify=off", None),
        ("curl", "insecure", 3),
        ("curl", "-k", 4),
        ("curl", "--insecure", 5),
        ("curl", "-sk", 6),
        ("wget", "check_certificate = off", 2),
        ("npm", "strict-ssl = false", 2),
        ("kubectl", "insecure-skip-tls-verify: true", 3),
        ("helm", "- insecure_skip_tls_verify: true", 2),
    ]
    assert [each.is_of_one_server for each in home[:3]] == [False, True, False]


@pytest.mark.linux(reason="it asks a real shell")
def test_a_home_without_any_of_them(tmp_path: Path) -> None:
    answer = asked(tmp_path)
    assert answer.out.endswith(b"all\n")
    assert not [each for each in _found(answer) if each.file.startswith(str(tmp_path))]


def _found(answer: Answer) -> tuple[Switch, ...]:
    found = read(SWITCHES, (SWITCHES_PROBE, answer))
    assert not isinstance(found, Unknown)
    return found


@pytest.mark.parametrize(
    "answer",
    [
        GONE,
        Exited(0, b"", b""),
        Exited(0, b"hidden\nall\n", b""),
        Exited(137, b"file curl /x\nline 1:-k\n", b""),
    ],
)
def test_what_was_not_read_to_the_end_is_unknown(answer: Answer) -> None:
    assert isinstance(read(SWITCHES, (SWITCHES_PROBE, answer)), Unknown)


@pytest.mark.parametrize(
    "line", [b"git command line:\thttp.sslverify false", b"git file:/x\thttp.sslverify", b"noise", b"line x"]
)
def test_what_is_no_switch_is_none(line: bytes) -> None:
    found = _found(Exited(0, line + b"\nall\n", b""))
    assert [each for each in found if each.program] == []
