"""What a check of the network is judged by. A look asks none of it: whoever asks (`wizard.app.network`) gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from wizard.facts.network.replies import Replies
from wizard.facts.network.windows import WindowsView
from wizard.model.facts import Fact, Unknown
from wizard.model.text import say

_ON_REQUEST: Final = Unknown(say("The network is checked only on request."))


def _given(name: str) -> Fact[Any]:
    return Fact(name, lambda want: (), lambda answers, want: _ON_REQUEST)


REPLIES: Final[Fact[Replies]] = _given("replies of the network")
WINDOWS: Final[Fact[WindowsView]] = _given("the network from Windows")
PINS: Final[Fact[Mapping[str, str]]] = _given("sums of test modules")
"""The sums by ``path@version``."""
