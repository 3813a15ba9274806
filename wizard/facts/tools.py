"""Which programs a login shell of the user finds, and of which version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.shapes import always
from wizard.facts.shell import in_login_shell, last_words
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

CERTIFICATES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where distros keep the certificates that Go trusts (GO §9)."""
_SOUGHT: Final = (
    "gcc",
    "make",
    "docker",
    "clang",
    "bpftool",
    "kubectl",
    "helm",
    "kustomize",
    "buildctl",
    "buildkitd",
    "cosign",
    "gpg",
    "python3",
)
"""Programs of which only the place is asked: to start each would take longer than all the rest."""
_TOLD: Final = ("git", "tar", "curl", "wget")
BPF_HEADER: Final = "/usr/include/bpf/bpf_helpers.h"
ELF_HEADER: Final = "/usr/include/libelf.h"
BTF: Final = "/sys/kernel/btf/vmlinux"
"""The types of the running kernel."""
ASKED: Final = (*_TOLD, *_SOUGHT, *CERTIFICATES, BPF_HEADER, ELF_HEADER, BTF)
"""Programs, by the name that a shell finds them by, and files, which have to contain something."""

_INNER = f"""
for name in {" ".join(ASKED)}; do
  case $name in
  /*) [ ! -s "$name" ] || printf 'tool %s\\t%s\\t\\n' "$name" "$name" ;;
  *)
    place=$(command -v "$name") || continue
    case $name in
    {"|".join(_SOUGHT)}) said= ;;
    *) said=$("$name" --version 2>/dev/null </dev/null | head -n 1) ;;
    esac
    printf 'tool %s\\t%s\\t%s\\n' "$name" "$place" "$said"
    ;;
  esac
done
"""
GO_KEYS: Final = (
    "CC",
    "GOBIN",
    "GOPATH",
    "CGO_ENABLED",
    "GOOS",
    "GOARCH",
    "GOHOSTOS",
    "GOHOSTARCH",
    "GOROOT",
    "GOVERSION",
)
"""What `go env` is asked for; the script knows the first three by their places."""

# It never downloads a Go, nor fails for what a setting says of building; programs on a drive of Windows take long.
# Go since 1.23 counts in the home whenever it runs, but nowhere where no folder can be made (GO §0).
_GO: Final = f"""
command -v go >/dev/null || exit 0
export GOTOOLCHAIN=local GOFLAGS= GODEBUG= TEST_TELEMETRY_DIR=/dev/null/none
said=$(go env {" ".join(GO_KEYS)} 2>/dev/null </dev/null) || exit 0
printf '%s\\n' "$said" | sed 's/^/go-env /'
{{ IFS= read -r cc; IFS= read -r bin; IFS= read -r gopath; }} <<-END
	$said
	END
printf 'go-compile %s\\n' "$(go tool compile -V 2>/dev/null </dev/null)"
cc=${{cc%% *}}
if place=$(command -v "${{cc:-gcc}}"); then
  printf 'go-cc %s\\t%s\\n' "$place" "$("$place" -dumpmachine 2>/dev/null </dev/null)"
fi
bin=${{bin:-${{gopath%%:*}}/bin}}
tab=$(printf '\\t')
case $bin in
/mnt/*) ;;
*) [ ! -d "$bin" ] || go version -m "$bin" 2>/dev/null </dev/null |
  grep -v -e "^${{tab}}dep" -e "^${{tab}}build" -e "^${{tab}}=>" | sed 's/^/go-built /' ;;
esac
exit 0
"""
TOOLS_PROBE: Final = in_login_shell(f"{_INNER}\n{_GO}")
_VERSION: Final = lazy_pattern(r"\d+(?:\.\d+)+")


class Tool(msgspec.Struct, frozen=True):
    """A program where a shell finds it. *version* is empty if it does not say."""

    place: str
    version: str


def _tools(answers: Answers, want: Wanted) -> Mapping[str, Tool] | Unknown:
    text = last_words(answers[TOOLS_PROBE])
    if text is None:
        return Unknown(say("Could not run a login shell."))
    fields = [
        line.removeprefix("tool ").split("\t") for line in text.splitlines() if line.startswith("tool ")
    ]
    return {
        name: Tool(place, _version(said)) for name, place, said in (each for each in fields if len(each) == 3)
    }


def _version(said: str) -> str:
    found = _VERSION.search(said)
    return found[0] if found is not None else ""


TOOLS: Fact[Mapping[str, Tool]] = Fact("tools", always(TOOLS_PROBE), _tools, fleeting=True)
"""Those of `ASKED` that are there."""
