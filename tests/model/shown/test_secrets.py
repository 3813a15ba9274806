"""Secrets are masked in every style that people write them in, and what is no secret stays readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.model.shown.secrets import MASK, is_secret_name, mask

CORPUS = Path(__file__).parents[2] / "data/secrets"
CANARY = "c4n4ryS3cr3tV4lue0123456789"
MASKED = [
    each.strip("\n").replace("@@", CANARY)
    for each in (CORPUS / "masked.txt").read_text("utf-8").split("\n---\n")
]
READABLE = (CORPUS / "readable.txt").read_text("utf-8").splitlines()


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(set(MASKED)) >= 80
    assert len(set(READABLE)) >= 60
    assert all(CANARY in each for each in MASKED)


@pytest.mark.parametrize("text", MASKED)
def test_a_secret_is_masked_wherever_it_stands(text: str) -> None:
    for each in (text, f"first\n{text}\nlast\n"):
        masked = mask(each)
        assert CANARY[:8] not in masked
        assert MASK in masked
        assert mask(masked) == masked
        assert masked.count("\n") == each.count("\n")


@pytest.mark.parametrize("text", READABLE)
def test_what_is_no_secret_stays_readable(text: str) -> None:
    assert mask(text) == text


def test_everything_around_it_stays() -> None:
    assert mask(f"A=1\nexport TOKEN={CANARY} # ours\nB=2\n") == f"A=1\nexport TOKEN={MASK} # ours\nB=2\n"
    assert mask(f"GOPROXY=https://me:{CANARY}@host/x,direct") == f"GOPROXY=https://{MASK}@host/x,direct"
    assert mask(f"password = {CANARY} # ours") == f"password = {MASK} # ours"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("export OPENAI_KEY=abcdefgh", "abcdefgh"),
        ("MY_KEY='zzz yyy'", "zzz yyy"),
        ("set -Ux STRIPE_KEY abcdefgh", "abcdefgh"),
    ],
)
def test_a_short_key_without_a_digit_is_a_key_too(text: str, secret: str) -> None:
    assert secret not in mask(text)


def test_a_name_tells() -> None:
    assert is_secret_name("GITHUB_TOKEN")
    assert not is_secret_name("PASSWORD_STORE_DIR")
    assert not is_secret_name("GOFLAGS")


@given(st.text(st.sampled_from("aTOKEN=:/@\"' \n\\$password-#.u&?{[•"), max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)
    assert mask(text).count("\n") == text.count("\n")


HOSTILE = (
    *("token", "token ", "://a:", "=a:", 'password="', "curl -u", "echo ", "config a ", "password: |\n "),
    *("a:1:", "key= ", "?token=", "eyJaaaaaa.", "set -a ", "<password>", "authorization:", "x"),
)


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.timeout(120)
def test_hostile_text_does_not_hang_the_mask(part: str) -> None:
    """A pattern that costs more than the length of the text would take hours here."""
    assert mask(part * (600_000 // len(part)))


def test_an_address_that_was_taken_for_a_path_has_lost_a_slash() -> None:
    assert mask(f"https:/me:{CANARY}@host/x") == f"https:/{MASK}@host/x"
    assert mask(f"HTTPS:\\me:{CANARY}@host\\x") == f"HTTPS:\\{MASK}@host\\x"
    assert mask("https:/host/@v/list") == "https:/host/@v/list"
