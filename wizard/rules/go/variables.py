"""The variables of Go that a rule is about, a row each."""

from __future__ import annotations

from wizard.codecs.go import experiments, goflags, toolchain
from wizard.codecs.go import version as goversion
from wizard.facts.go import RELEASES
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.facts.shells.goroots import MANAGED_GOROOTS
from wizard.facts.shells.toolchains import TOOLCHAINS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Severity
from wizard.model.text import Text, say
from wizard.rules.go.variable import Value, Variable, variable_rule


def _is_no_toolchain(value: Value) -> bool:
    """A value that the go command does not understand (GO §3.1)."""
    return toolchain.read(value.text) is None


def _cannot_be_had(value: Value) -> bool | None:
    """A pinned Go that go finds nowhere, and cannot download (GO §3.1)."""
    said, known = toolchain.read(value.text), value.see[TOOLCHAINS]
    if said is None or not said.pin or said.pin in (known.in_path if said.is_path_only else known.here):
        return False
    if said.pin in known.unseen:
        return None
    if said.is_path_only or said.is_language or known.barrier:
        return True
    return _is_unreleased(said, value.see)


def _is_unreleased(said: toolchain.Toolchain, see: Snapshot) -> bool | None:
    """Whether there is no such release to download; None if that cannot be told."""
    releases = see[RELEASES]
    if releases is None or said.has_suffix or see[TOOLCHAINS].barrier is None:
        return None
    return releases.find(said.number) is None


def _barrier(see: Snapshot) -> tuple[Evidence, ...]:
    name, _, value = (see[TOOLCHAINS].barrier or "").partition("=")
    return (Evidence(name, value),) if name else ()


def _downloaded(name: str, value: str) -> Text:
    return say(
        "Could not find out whether go can download the version in {name}={value}.", name=name, value=value
    )


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


def _refused_flags(text: str) -> tuple[str, ...]:
    """Words at which every go command stops."""
    return tuple(
        word for word in goflags.split(text) or () if not (goflags.is_flag(word) and goflags.is_known(word))
    )


def _is_refused(value: Value) -> bool | None:
    """A word that is no flag, or one that no go command has: of a newer Go than we know, that cannot be told."""
    words = goflags.split(value.text)
    if words is None or not all(map(goflags.is_flag, words)):
        return True
    return (None if _is_newer(value.see) else True) if _refused_flags(value.text) else False


def _is_newer(see: Snapshot) -> bool:
    """Whether some Go in PATH is newer than the flags that we know, or of no known version."""
    newest = goversion.parse(goflags.NEWEST)
    versions = [goversion.parse(hit.version) for hit in see[GO_PATHS].hits]
    return newest is not None and any(
        version is None or (version.series != newest.series and newest < version) for version in versions
    )


def _known_flags(text: str) -> str:
    refused, words = _refused_flags(text), goflags.split(text) or ()
    return goflags.joined(tuple(word for word in words if word not in refused))


def _is_of_projects(value: Value) -> bool:
    return any(map(goflags.is_of_projects, goflags.split(value.text) or ()))


def _flags_of_all(text: str) -> str:
    words = goflags.split(text) or ()
    return goflags.joined(tuple(word for word in words if not goflags.is_of_projects(word)))


def _flags_untold(name: str, value: str) -> Text:
    return say("Could not find out whether Go knows all flags in {name}={value}.", name=name, value=value)


def _running(see: Snapshot) -> goversion.GoVersionNumber | None:
    """The version of the first Go in PATH, if that is known."""
    hit = next(iter(see[GO_PATHS].hits), None)
    return goversion.parse(hit.version) if hit is not None else None


def _is_retired(value: Value) -> bool | None:
    """An experiment that go no longer knows; None if nobody knows which version runs."""
    words, version = experiments.split(value.text), _running(value.see)
    if version is None:
        return None if any(map(experiments.is_old, words)) else False
    return any(experiments.is_retired(word, version) for word in words)


def _experiments_known(see: Snapshot, name: str, value: str) -> str:
    version, words = _running(see), experiments.split(value)
    return ",".join(word for word in words if version is None or not experiments.is_retired(word, version))


def _experiments_untold(name: str, value: str) -> Text:
    return say(
        "Could not find out whether Go knows all experiments in {name}={value}.", name=name, value=value
    )


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
            right=say("Go accepts the value of GOTOOLCHAIN."),
        ),
        Variable(
            "go-env-toolchain-missing",
            ("GOTOOLCHAIN",),
            title=say("go finds the version that GOTOOLCHAIN names"),
            why=say(
                "This version is neither in PATH nor in the module cache, and go cannot download it. Almost every go"
                " command fails: “toolchain not available”."
            ),
            wrong=_cannot_be_had,
            becomes="auto",
            may_break=say(
                "Go commands then run the installed version, or a newer one that a project asks for."
            ),
            sources=("GO §0", "GO §3.1", "RULES 45"),
            severity=Severity.CRITICAL,
            facts=(TOOLCHAINS, RELEASES),
            untold=_downloaded,
            shows=_barrier,
            right=say("GOTOOLCHAIN names no version that go cannot find or download."),
        ),
        Variable(
            "go-env-goflags",
            ("GOFLAGS",),
            title=say("GOFLAGS contains only flags that Go accepts"),
            why=say(
                "Every go command reads GOFLAGS first, and fails: “parsing $GOFLAGS: unknown flag”. Each word has to be"
                " a flag, such as -trimpath or -tags=netgo."
            ),
            wrong=_is_refused,
            becomes=lambda name, value: _known_flags(value),
            sources=("GO §1.3", "RULES 47"),
            severity=Severity.HIGH,
            facts=(GO_PATHS,),
            untold=_flags_untold,
            right=say("Go accepts all flags in GOFLAGS."),
        ),
        Variable(
            "go-env-goflags-project",
            ("GOFLAGS",),
            title=say("GOFLAGS has no flags of a single project"),
            why=say(
                "These flags apply to every project. -mod=vendor fails without a vendor folder, -mod=mod rewrites"
                " go.mod, and -buildvcs=false leaves the commit out of programs."
            ),
            wrong=_is_of_projects,
            becomes=lambda name, value: _flags_of_all(value),
            may_break=say("A project that needs such a flag has to set it, for example in its Makefile."),
            sources=("GO §4", "RULES 47"),
            right=say("The flags in GOFLAGS suit all projects."),
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
            "go-env-experiment",
            ("GOEXPERIMENT",),
            title=say("Go knows all names in GOEXPERIMENT"),
            why=say(
                "Go drops experiments over time. If GOEXPERIMENT names one that Go no longer knows, every go command"
                " fails: “unknown GOEXPERIMENT”."
            ),
            wrong=_is_retired,
            becomes_here=_experiments_known,
            sources=("GO §1.3", "RULES 49"),
            severity=Severity.HIGH,
            facts=(GO_PATHS,),
            untold=_experiments_untold,
            right=say("Go knows all experiments in GOEXPERIMENT."),
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
