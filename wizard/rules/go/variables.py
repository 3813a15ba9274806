"""The variables of Go that a rule is about, a row each."""

from __future__ import annotations

from wizard.codecs.go import version as goversion
from wizard.facts.shells.goroots import MANAGED_GOROOTS
from wizard.model.findings import Severity
from wizard.model.text import say
from wizard.rules.go.variable import Value, Variable, variable_rule


def _is_no_toolchain(value: Value) -> bool:
    """A value that the go command does not understand (GO §3.1)."""
    name, _, then = value.text.partition("+")
    is_version = name.startswith("go") and goversion.parse(name) is not None
    named = name in ("local", "auto", "path", "default") or is_version
    return not (named and then in ("", "auto", "path") and (name not in ("auto", "path") or not then))


def _is_relative(value: Value) -> bool:
    """A path, or one of a list, that is not absolute: ``~`` is no folder to Go. It steps over an empty part of a
    list."""
    return not all(path.startswith("/") for path in value.text.split(":") if path)


def _is_no_place(value: Value) -> bool:
    return value.text != "off" and not value.text.startswith("/")


def _is_another_target(value: Value) -> bool | None:
    """Builds for something else than the distro itself; None if its processor is not known."""
    if value.name == "GOOS":
        return value.text != "linux"
    if value.arch is None:
        return None
    own = "arm" if value.arch == "armv6l" else value.arch
    return own != "arm" if value.name == "GOARM" else value.text != own


VARIABLES = tuple(
    variable_rule(row)
    for row in (
        Variable(
            "go-install-goroot-mismatch",
            ("GOROOT",),
            title=say("GOROOT is not set"),
            why=say(
                "Go finds its own folder. If GOROOT names another version, every build fails with “does not match go"
                " tool version”."
            ),
            sources=("GO §3", "GO §13.3", "RULES 33"),
            severity=Severity.HIGH,
            area="go-install",
            managed=MANAGED_GOROOTS,
        ),
        Variable(
            "go-env-toolchain-pin-broken",
            ("GOTOOLCHAIN",),
            title=say("GOTOOLCHAIN has a value that Go accepts"),
            why=say(
                "Go does not accept this value. Almost every go command fails, and go env -u GOTOOLCHAIN does too."
            ),
            wrong=_is_no_toolchain,
            becomes="auto",
            sources=("GO §0", "GO §3.1", "RULES 45"),
            severity=Severity.CRITICAL,
        ),
        Variable(
            "go-env-go111module",
            ("GO111MODULE",),
            title=say("GO111MODULE leaves modules on"),
            why=say(
                "Modules are on by default. With “off”, go install fails: “modules disabled by GO111MODULE=off”."
            ),
            wrong=lambda value: value.text != "on",
            may_break=say("Projects without a go.mod file may stop building."),
            sources=("GO §4", "RULES 48"),
        ),
        Variable(
            "go-env-target-pinned",
            ("GOOS", "GOARCH", "GOARM"),
            title=say("Go builds for this distro by default"),
            why=say(
                "Every build is for this target. If this distro cannot run it, go run and go test fail with “exec"
                " format error”."
            ),
            wrong=_is_another_target,
            may_break=say("Builds for another system have to set GOOS and GOARCH themselves."),
            sources=("GO §5", "RULES 49"),
        ),
        Variable(
            "go-env-paths-invalid",
            ("GOPATH", "GOBIN", "GOCACHE", "GOMODCACHE"),
            title=say("Folders of Go are set as absolute paths"),
            why=say(
                "Go refuses relative paths: “GOPATH entry is relative”, “GOCACHE is not an absolute path”. It does not"
                " expand ~, and a shell does not expand it in quotes."
            ),
            wrong=_is_relative,
            sources=("GO §1.3", "RULES 50"),
            severity=Severity.HIGH,
        ),
        Variable(
            "go-env-file-place",
            ("GOENV",),
            title=say("GOENV is an absolute path"),
            why=say(
                "Go looks for the file in the current folder and reports no error if it is missing. Settings that you"
                " stored for Go then have no effect."
            ),
            wrong=_is_no_place,
            sources=("GO §1.2", "RULES 50"),
            severity=Severity.HIGH,
        ),
    )
)
