"""The values of GOPROXY that rules are about, a row each."""

from __future__ import annotations

from wizard.codecs.go import proxies
from wizard.model.findings import Severity
from wizard.model.text import say
from wizard.rules.commands import SET_PROXY
from wizard.rules.go.variable import Value, Variable, variable_rule

_NAMES = ("GOPROXY",)


def _is_off(value: Value) -> bool:
    return proxies.entries(value.text)[:1] == ("off",)


def _is_unreached(value: Value) -> bool:
    """A proxy behind ``direct``. Of what stands behind ``off`` nobody expects anything."""
    return "direct" in proxies.entries(value.text) and any(
        entry not in ("direct", "off") for entry in proxies.unreached(value.text)
    )


PROXY_RULES = tuple(
    variable_rule(row)
    for row in (
        Variable(
            "modules-goproxy-syntax",
            _NAMES,
            title=say("GOPROXY is a list that Go can use"),
            why=say(
                "Go cannot download modules: “invalid proxy URL missing scheme”, “invalid character in host name” or"
                " “no such host”."
            ),
            wrong=lambda value: not proxies.is_sound(value.text),
            becomes=lambda name, value: proxies.meant(value) or "",
            sources=("GO §4", "RULES 52"),
            severity=Severity.HIGH,
            area="modules",
            right=say("Go can use every entry of GOPROXY."),
        ),
        Variable(
            "modules-goproxy-off",
            _NAMES,
            title=say("GOPROXY lets Go download modules"),
            why=say("Go downloads nothing: “module lookup disabled by GOPROXY=off”."),
            wrong=_is_off,
            may_break=say("Builds that you keep off the network on purpose can download modules again."),
            sources=("GO §4", "RULES 52"),
            area="modules",
            right=say("GOPROXY does not turn off downloads."),
        ),
        Variable(
            "modules-goproxy-order",
            _NAMES,
            title=say("Go reaches every proxy in GOPROXY"),
            why=say(
                "Go never asks a proxy that comes after direct. It downloads each module from its repository, which"
                " may be slow or blocked."
            ),
            wrong=_is_unreached,
            becomes=lambda name, value: proxies.direct_last(value),
            may_break=say("The proxies then see which modules you download."),
            sources=("GO §4", "RULES 52"),
            area="modules",
            right=say("No proxy comes after direct in GOPROXY."),
        ),
        Variable(
            "modules-goproxy-http",
            _NAMES,
            title=say("Go asks its proxies over HTTPS"),
            why=say(
                "Anyone on the network path can read which modules you download, and can change those that no"
                " checksum covers."
            ),
            wrong=lambda value: bool(proxies.unencrypted(value.text)),
            do=say("If the proxy supports HTTPS, use it: {command}", command=SET_PROXY),
            sources=("GO §4", "RULES 52"),
            severity=Severity.LOW,
            area="modules",
            right=say("No entry of GOPROXY uses HTTP."),
        ),
    )
)
