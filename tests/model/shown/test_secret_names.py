"""A name says whether its value is a secret; it may also be only about one."""

from __future__ import annotations

import re

import pytest

from wizard.model.shown.secret_names import ANCHORS, NAME, hides


@pytest.mark.parametrize(
    "name",
    ["GITHUB_TOKEN", "db_pass", "GH_PAT", "apiKey", "client-secret", "MYSQL_PWD", "PASSWORD", "webhook_url"],
)
def test_names_of_secrets(name: str) -> None:
    assert re.fullmatch(NAME, name, re.IGNORECASE)
    assert hides(name, "hunter2")
    assert any(anchor in name.lower() for anchor in ANCHORS)


@pytest.mark.parametrize(
    "name", ["TOKEN_FILE", "PASSWORD_STORE_DIR", "max_tokens", "tokenUrl", "GIT_ASKPASS"]
)
def test_names_about_secrets(name: str) -> None:
    assert not hides(name, "hunter2")


@pytest.mark.parametrize("value", ["true", "$TOKEN", '"${CI_TOKEN}"', "null", "[", "required"])
def test_values_that_are_no_secrets(value: str) -> None:
    assert not hides("TOKEN", value)


@pytest.mark.parametrize("name", ["PATH", "MONKEY", "COMPASS", "TOKENIZERS", "secretary", "GOFLAGS"])
def test_other_names(name: str) -> None:
    assert not re.fullmatch(NAME, name, re.IGNORECASE)
