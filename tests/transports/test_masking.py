"""Secrets are masked wherever they stand, and nothing else is."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.model.shown.secrets import MASK, mask
from wizard.transports.masking import mask_bytes

CANARY = "c4n4ryS3cr3tV4lue0123456789abcdefABCD"


@pytest.mark.parametrize(
    "text",
    [
        f"https://user:{CANARY}@proxy.corp:3128/x",
        f"https://{CANARY}@github.com/org/repo",
        f"socks5h://a:b@{CANARY}@host",
        f"ghp_{CANARY}",
        f"github_pat_{CANARY}",
        f"glpat-{CANARY}",
        f"xoxb-{CANARY}",
        f"npm_{CANARY}",
        f"sk-{CANARY}",
        f"eyJhbGciOiJI.{CANARY}.{CANARY}",
        f"Authorization: Bearer {CANARY}",
        f"header = AUTHORIZATION: basic {CANARY}=",
        f"extraheader: Basic {CANARY}",
        f"export GITHUB_TOKEN={CANARY}",
        f"export GITHUB_TOKEN='{CANARY} and more'",
        f'PASSWORD="a \\" {CANARY}"',
        f"db_password: {CANARY}",
        f"//registry.npmjs.org/:_authToken={CANARY}",
        f"aws_secret_access_key = {CANARY}",
        f"oauth_token: {CANARY}",
        f'"client_secret": "{CANARY}"',
        f"machine git.corp login me password {CANARY}",
        f"machine git.corp\n  login me\n  password {CANARY}\n",
        f"machine git.corp login me account x password {CANARY}",
        f"default login me password {CANARY}",
        f"curl --token {CANARY} https://x",
        f"https://s3/x?X-Amz-Signature=1&signature={CANARY}&b=2",
        f"https://x/?access_token={CANARY}",
        f"root:$6$salt$abcdefghijklmnopqrst{CANARY}:19000:0",
        f"me:$y$j9T${CANARY}:19000:0",
        f"-----BEGIN OPENSSH PRIVATE KEY-----\n{CANARY}\n-----END OPENSSH PRIVATE KEY-----\n",
        f"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4\n\n{CANARY}",
        f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n{CANARY}\n-----END PGP PRIVATE KEY BLOCK-----",
    ],
)
def test_a_secret_is_masked(text: str) -> None:
    masked = mask(text)
    assert CANARY not in masked
    assert MASK in masked
    assert mask(masked) == masked
    in_the_middle = mask(f"first line\n{text}\nlast line\n")
    assert CANARY not in in_the_middle
    assert in_the_middle.startswith("first line\n")


@pytest.mark.parametrize(
    "text",
    [
        "[user]\ndefault=me\n",
        "PATH=/usr/bin:/bin\nPWD=/home/me\nOLDPWD=/\n",
        "me:x:1000:1000:Me:/home/me:/bin/bash\n",
        "passwd: files systemd\nshadow: files\n",
        "GOPRIVATE=*.corp.example\nGOAUTH=netrc\nGONOSUMDB=x\n",
        "GOSUMDB=sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\n",
        "module example.com/token\n\nrequire example.com/secret v1.2.3\n",
        "https://go.dev/dl/?mode=json&include=all",
        "git@github.com:org/repo.git",
        "[credential]\n\thelper = /mnt/c/git-credential-manager.exe\n",
        "tmpfs /tmp tmpfs rw,nosuid,size=4g,mode=1777 0 0\n",
        "# the password is asked for at the first start\n",
        "account required pam_unix.so\npassword sufficient pam_unix.so\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "5dbe6af8d3a2a31f6696ebdae9e590977a19b827ec8e0a22ea1e3decf1a79b77",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert mask(text) == text
    assert mask_bytes(text.encode()) == text.encode()


def test_what_is_around_a_secret_stays() -> None:
    assert (
        mask(f"http_proxy=http://me:{CANARY}@proxy:3128 # ours\n")
        == f"http_proxy=http://{MASK}@proxy:3128 # ours\n"
    )
    assert mask(f"A=1\nTOKEN={CANARY}\nB=2\n") == f"A=1\nTOKEN={MASK}\nB=2\n"


def test_bytes_in_any_encoding_are_looked_through() -> None:
    text = f"TOKEN={CANARY}\r\n"
    assert mask_bytes(b"\xff\xfe" + text.encode("utf-16-le")) == b"\xff\xfe" + f"TOKEN={MASK}\r\n".encode(
        "utf-16-le"
    )
    assert mask_bytes(b"\xfe\xff" + text.encode("utf-16-be")).endswith(f"{MASK}\r\n".encode("utf-16-be"))
    assert mask_bytes(b"\xef\xbb\xbf" + text.encode()) == b"\xef\xbb\xbf" + f"TOKEN={MASK}\r\n".encode()
    assert (
        mask_bytes(b"\x80\xff" + text.encode() + b"\x00")
        == b"\x80\xff" + f"TOKEN={MASK}\r\n".encode() + b"\x00"
    )


def test_a_note_of_the_journal_hides_nothing_in_base64() -> None:
    inner = base64.b64encode(f"export API_KEY={CANARY}\n".encode()).decode()
    note = json.dumps({"plan": {"changes": [{"content": inner}], "mode": 420}, "token": CANARY}).encode()
    masked = json.loads(mask_bytes(note))
    content = base64.b64decode(masked["plan"]["changes"][0]["content"]).decode()
    assert content == f"export API_KEY={MASK}\n"
    assert masked["token"] == MASK
    assert masked["plan"]["mode"] == 420


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b'{"a": \xff}', b"{} TOKEN=x"])
def test_what_only_looks_like_json_is_text(data: bytes) -> None:
    assert b"TOKEN=x" not in mask_bytes(data)


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.binary())
def test_any_bytes_are_borne(data: bytes) -> None:
    mask_bytes(data)
    mask_bytes(b"\xff\xfe" + data)
    mask_bytes(b"{" + data)
