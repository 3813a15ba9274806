"""Names of GODEBUG settings that no Go has, or none any more (the tables of Go 1.21.13 to 1.27.3)."""

from __future__ import annotations

import pytest

from wizard.codecs.go.godebug_names import Unheard, unheard


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("gctrace=1", ()),
        ("gctrace=1,cpu.avx2=off,netdns=go+2,toolchaintrace=1", ()),
        ("http2client=0,x509negativeserial=1", ()),
        ("gctarce=1", (Unheard("gctarce", "1", meant="gctrace"),)),
        ("GCTRACE=1", (Unheard("GCTRACE", "1", meant="gctrace"),)),
        ("netdsn=go,gctrace=1", (Unheard("netdsn", "go", meant="netdns"),)),
        ("somethingelse=1", (Unheard("somethingelse", "1"),)),
        ("allocfreetrace=1", (Unheard("allocfreetrace", "1", since="1.23"),)),
        ("runtimecontentionstacks=1", (Unheard("runtimecontentionstacks", "1", since="1.25"),)),
        ("tlsrsakex=0", (Unheard("tlsrsakex", "0", since="1.27"),)),
        ("x509sha1=0", (Unheard("x509sha1", "0", since="1.24"),)),
        ("tlskyber=1", (Unheard("tlskyber", "1", since="1.24"),)),
    ],
)
def test_a_name_that_no_go_has_is_unheard(value: str, names: tuple[Unheard, ...]) -> None:
    assert unheard(value) == names


@pytest.mark.parametrize("value", ["", ",", "netdns", " netdsn=go", "tlsrsakex=1", "asynctimerchan=2"])
def test_what_another_check_tells_is_not_told_twice(value: str) -> None:
    """A setting with a space is ignored for that, and the old value of a removed one ends programs."""
    assert unheard(value) == ()
