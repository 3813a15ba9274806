"""The user, their shell's start files, and what a login shell, an interactive and a plain one really see."""

from __future__ import annotations

import msgspec

from wizard.codecs import encoding
from wizard.codecs.go import version as goversion
from wizard.facts.shapes import always, content, entries, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import (
    FILE_LIMIT,
    Account,
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    Exited,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Special,
    TooBig,
)
from wizard.model.wanted import Wanted

FISH_FILE = "~/.config/fish/conf.d/wsl-go-wizard.fish"


def _account(answers: Answers, want: Wanted) -> Account | Unknown:
    answer = answers[AccountProbe()]
    return answer if isinstance(answer, Account) else unknown(answer, "user")


ACCOUNT = Fact("account", always(AccountProbe()), _account)

_SSH = FileProbe("~/.ssh", limit=0, head=True)


def _ssh_folder(answers: Answers, want: Wanted) -> str | None:
    answer = answers[_SSH]
    return answer.link if isinstance(answer, Special) and answer.kind == "directory" else None


SSH_FOLDER: Fact[str | None] = Fact("ssh folder", always(_SSH), _ssh_folder)
"""Where ``~/.ssh`` really is, if it is a link to a folder."""

_SYSTEM = ("/etc/environment", "/etc/profile", "/etc/bash.bashrc", "/etc/zsh/zprofile", "/etc/zsh/zshrc")
_USER = (
    "~/.profile",
    "~/.bash_profile",
    "~/.bash_login",
    "~/.bashrc",
    "~/.zshenv",
    "~/.zprofile",
    "~/.zshrc",
    "~/.zlogin",
    "~/.config/fish/config.fish",
    FISH_FILE,
)
_PROFILE_D = GlobProbe("/etc/profile.d/*.sh", limit=FILE_LIMIT, head=False)


class StartFile(msgspec.Struct, frozen=True):
    """A file that some shell reads when it starts. *link* is where it really is, if *path* is a link."""

    path: str
    data: bytes
    link: str | None = None

    @property
    def in_home(self) -> bool:
        return self.path.startswith("~/")

    @property
    def meant(self) -> bytes:
        """What it says in plain form, which the user's files will get: a CR at the end of a line hides what
        the line says, but only until then."""
        return encoding.meant(self.data) if self.in_home else self.data


class StartFiles(msgspec.Struct, frozen=True):
    """All start files that exist, system files first; and those that could not be read, with why. zsh reads those of
    the user in *zsh_folder*."""

    files: tuple[StartFile, ...]
    unreadable: tuple[tuple[str, Unknown], ...]
    zsh_folder: str = "~"

    @property
    def gap(self) -> Unknown | None:
        """Why not all that is there is known, or None if it is."""
        return next((why for _, why in self.unreadable), None)

    def gap_at(self, path: str) -> Unknown | None:
        """Why it is not known what is in the file *path*, or None if it is."""
        return next((why for name, why in self.unreadable if name == path), None)

    def get(self, path: str) -> bytes | None:
        """The bytes of one of them."""
        return next((file.data for file in self.files if file.path == path), None)

    def login_file(self, shell: str) -> str:
        """The file of the user that a login shell of this kind reads and that a setting belongs into
        (bash reads only the first of three that exists; ``bash(1)``, INVOCATION)."""
        name = shell.rpartition("/")[2]
        if name == "fish":
            return FISH_FILE
        if name == "zsh":
            return f"{self.zsh_folder}/.zprofile"
        if name == "bash":
            for path in ("~/.bash_profile", "~/.bash_login"):
                if self.get(path) is not None or self.gap_at(path) is not None:
                    return path
        return "~/.profile"


def _start_files(answers: Answers, want: Wanted) -> StartFiles:
    files: list[StartFile] = []
    unreadable: list[tuple[str, Unknown]] = []
    for path in (*_SYSTEM, *_USER):
        data = content(answers[FileProbe(path)], path)
        if isinstance(data, Unknown):
            unreadable.append((path, data))
        elif data is not None:
            files.append(StartFile(path, data, _link(answers[FileProbe(path)])))
        if path == _SYSTEM[-1]:
            files += [StartFile(name, found.content) for name, found in entries(answers[_PROFILE_D])]
            unreadable += _hidden_in_profile_d(answers[_PROFILE_D])
    return StartFiles(tuple(files), tuple(unreadable))


def _link(answer: Answer) -> str | None:
    return answer.link if isinstance(answer, Found) else None


def _hidden_in_profile_d(answer: Answer) -> list[tuple[str, Unknown]]:
    if isinstance(answer, Missing):
        return []
    if not isinstance(answer, Matches):
        return [(_PROFILE_D.pattern, unknown(answer, _PROFILE_D.pattern))]
    hidden = [(path, each) for path, each in answer.entries if isinstance(each, Denied | TooBig)]
    return [(_PROFILE_D.pattern, unknown(each, path)) for path, each in hidden]


LISTED_START_FILES = Fact(
    "start-files-listed", always(*(FileProbe(path) for path in (*_SYSTEM, *_USER)), _PROFILE_D), _start_files
)
"""Those whose places are known before anything was read; `START_FILES` are all."""

VARIABLES = (
    "PATH",
    "GODEBUG",
    "GOROOT",
    "GOOS",
    "GOARCH",
    "GOARM",
    "GO111MODULE",
    "GOPATH",
    "GOBIN",
    "GOCACHE",
    "GOMODCACHE",
    "GOFLAGS",
    "GOTOOLCHAIN",
    "GOENV",
    "TMPDIR",
    "GOTMPDIR",
    "XDG_CONFIG_HOME",
    "GOPROXY",
    "GONOPROXY",
    "GOPRIVATE",
    "GOSUMDB",
    "GONOSUMDB",
    "GOAUTH",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "WSL_PAC_URL",
    "GOINSECURE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "GIT_SSL_NO_VERIFY",
    "NODE_EXTRA_CA_CERTS",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "REQUESTS_CA_BUNDLE",
    "GOFIPS140",
    "GOEXPERIMENT",
    "CGO_ENABLED",
    "GOWORK",
)
_ASKED_AT_FIRST: tuple[str, ...] = (
    *("PATH", "GODEBUG", "GOROOT", "GOPATH", "GOBIN"),
    *("GOFLAGS", "GOTOOLCHAIN", "GOENV", "TMPDIR", "GOTMPDIR"),
)
"""What recordings asked for that do not say it (format 2)."""
_MARK = "== wsl-go-wizard =="

# The inner script is the same for every shell; it prints a few chosen variables (never the whole
# environment, which may hold secrets) and every `go` on the PATH, with what it leads to and its version.
SHELL_SCRIPT = f"""
echo; echo '{_MARK}'
echo 'asked {" ".join(VARIABLES)}'
for name in {" ".join(VARIABLES)}; do
  eval "value=\\${{$name-}}; set=\\${{$name+yes}}"
  [ -z "$set" ] || printf 'var %s %s\\n' "$name" "$value"
done
IFS=:; set -f
for dir in $PATH; do
  for name in go go.exe; do
    [ -f "$dir/$name" ] && [ -x "$dir/$name" ] || continue
    real=$(readlink -f "$dir/$name"); version=
    [ ! -r "${{real%/bin/*}}/VERSION" ] || IFS= read -r version < "${{real%/bin/*}}/VERSION"
    printf 'go %s\\t%s\\t%s\\n' "$dir/$name" "$real" "$version"
  done
done
"""
_OUTER = 'WGW=$1; export WGW; exec "${SHELL:-/bin/sh}" %s \'exec /bin/sh -c "$WGW"\''


def _shell(flags: str) -> CommandProbe:
    return CommandProbe(("/bin/sh", "-c", _OUTER % flags, "sh", SHELL_SCRIPT))


LOGIN, INTERACTIVE = _shell("-l -c"), _shell("-i -c")
PLAIN = CommandProbe(("/bin/sh", "-c", SHELL_SCRIPT))


def in_login_shell(script: str) -> CommandProbe:
    """*script* (for sh), run with what a login shell of the user gives to programs; `last_words` has what it prints."""
    return CommandProbe(("/bin/sh", "-c", _OUTER % "-l -c", "sh", f"echo; echo '{_MARK}'\n{script}"))


def last_words(answer: Answer) -> str | None:
    """What our script printed in a shell. Start files may print anything before it, so it is what stands below our
    mark, which has a line of its own. None if the script did not run."""
    if not isinstance(answer, Exited):
        return None
    _, mark, text = answer.out.decode("utf-8", "replace").rpartition(f"\n{_MARK}\n")
    return text if mark else None


class GoHit(msgspec.Struct, frozen=True):
    """A ``go`` on the PATH: the name it is found by, the file it leads to, and its version by the ``VERSION``
    beside it (``1.25.5``; empty if there is none)."""

    name: str
    real: str
    version: str


class ShellEnvironment(msgspec.Struct, frozen=True):
    """What one kind of shell sees. *asked* are the variables of which it is known."""

    variables: tuple[tuple[str, str], ...]
    gos: tuple[GoHit, ...]
    asked: tuple[str, ...] = VARIABLES

    def get(self, name: str) -> str | None:
        """The value of a variable, or None if it is not set."""
        return dict(self.variables).get(name)


def _seen(answers: Answers, probe: CommandProbe) -> ShellEnvironment | None:
    text = last_words(answers[probe])
    if text is None:
        return None
    variables: list[tuple[str, str]] = []
    gos: list[GoHit] = []
    asked = _ASKED_AT_FIRST
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "var":
            name, _, value = rest.partition(" ")
            variables.append((name, value))
        elif kind == "asked":
            asked = tuple(rest.split())
        elif kind == "go" and rest.count("\t") == 2:
            name, real, written = rest.split("\t")
            version = goversion.parse(written)
            gos.append(GoHit(name, real, version.number if version is not None else ""))
    return ShellEnvironment(tuple(variables), tuple(gos), asked)


def _shell_fact(name: str, probe: CommandProbe) -> Fact[ShellEnvironment | None]:
    return Fact(name, always(probe), lambda answers, want: _seen(answers, probe), fleeting=True)


LOGIN_SHELL = _shell_fact("login-shell", LOGIN)
"""What a login shell sees; None where no command can be run, or where the shell would not answer."""
INTERACTIVE_SHELL = _shell_fact("interactive-shell", INTERACTIVE)
PLAIN_SHELL = _shell_fact("plain-shell", PLAIN)
