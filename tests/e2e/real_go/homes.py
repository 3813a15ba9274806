"""Homes as hypothesis makes them: variables of the shell, go env files in any state, defaults of Go, and where all that
may be."""

from __future__ import annotations

import shlex
from typing import Final

from hypothesis import strategies as st

from tests.e2e.real_go.machine import USUAL, Home

VALUES: Final = {
    "GOPROXY": ("off", "direct", "https://goproxy.cn,direct", "https://a.example|file:///x", '"off"', "x y"),
    "GOSUMDB": ("off", "sum.golang.google.cn", "sum.golang.org https://sum.example"),
    "GOPRIVATE": ("*", "git.corp.example/*,*.local", "github.com/me"),
    "GONOPROXY": ("none", "*.corp.example"),
    "GONOSUMDB": ("none", "git.corp.example"),
    "GOINSECURE": ("*.corp.example",),
    "GOFLAGS": ("-mod=mod", "-tags=a,b -trimpath", "'-ldflags=-s -w'", ""),
    "GO111MODULE": ("on", "off", "auto", ""),
    "GOBIN": ("/opt/bin", "/opt/my bin/", "$HOME/bin", "bin"),
    "GOPATH": ("/dev/null/go", "/a:/b", "/a//b/", ":/b"),
    "GOMODCACHE": ("/dev/null/mod", "/dev/null/./mod"),
    "GOCACHE": ("/dev/null/cache", "/dev/null/x y"),
    "GOTMPDIR": ("/var/tmp", "/nowhere"),
    "GOTOOLCHAIN": ("local", "auto", "path", "local+auto", "local+path"),
    "GOWORK": ("off", "/dev/null/go.work"),
    "GOVCS": ("*:off", "public:git|hg,private:all"),
    "GOAUTH": ("off", "netrc", "git /dev/null/me"),
    "GOFIPS140": ("off", "latest"),
    "GOEXPERIMENT": ("boringcrypto", "synctest", "nosuch"),
    "CGO_ENABLED": ("0", "1"),
    "CC": ("gcc", "clang -m64", '"my gcc"'),
    "GOOS": ("linux", "windows"),
    "GOARCH": ("amd64", "arm64"),
    "GODEBUG": ("netdns=go", "tlsmlkem=0,netdns=cgo"),
}
NAMES: Final = tuple(VALUES)
_OTHERS: Final = ("GOTELEMETRY=on", "GOENV=/x", "GOMAXPROCS=1", "HTTP_PROXY=http://x", "GOFUTURE=1", "AR=ar")
_JUNK: Final = (
    b"",
    b"# note",
    b"nonsense",
    b"gopath=/x",
    b"=x",
    b"GOPATH",
    b"[env]",
    b"GO\xff=1",
    b"\xc3\xa9=1",
)
_FORMS: Final = (
    "{}={}",
    "{}={}",
    "{}={}",
    "export {}={}",
    " {}={}",
    "{} = {}",
    '{}="{}"',
    "{}={} # mine",
    "#{}={}",
)
_PLACES: Final = (
    *("", "", "", 'export GOENV="$HOME/other/env"', "export GOENV=off", 'export XDG_CONFIG_HOME="$HOME/xdg"'),
    *("export XDG_CONFIG_HOME=", "export GOENV=", "export GOENV=/nowhere/env", 'XDG_CONFIG_HOME="$HOME/xdg"'),
    *("export XDG_CONFIG_HOME=relative", 'export HOME="$HOME/inner"', "unset HOME"),
)
_FILES: Final = (USUAL, "other/env", "xdg/go/env", f"inner/{USUAL}")

_pairs = st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name])))
_lines = st.one_of(
    st.tuples(st.sampled_from(_FORMS), _pairs).map(lambda each: each[0].format(*each[1]).encode()),
    st.tuples(_pairs, st.sampled_from((b"\xff", b"\xe4\xbd", "é".encode(), b"\t", b"\\"))).map(
        lambda each: "=".join(each[0]).encode() + each[1]
    ),
    st.sampled_from((*map(str.encode, _OTHERS), *_JUNK)),
)
_ended = st.tuples(_lines, st.sampled_from((b"\n", b"\n", b"\n", b"\r\n"))).map(b"".join)
go_env_files = st.builds(
    lambda mark, lines, rest: mark + b"".join(lines) + rest,
    st.sampled_from((b"", b"", b"", b"\xef\xbb\xbf")),
    st.lists(_ended, max_size=8),
    st.sampled_from((b"", b"GOBIN=/last", b"GOBIN=/last\r")),
) | st.lists(_pairs, max_size=3).map(
    lambda pairs: "".join(f"{name}={value}\r\n" for name, value in pairs).encode("utf-16")
)
_defaults = st.one_of(
    st.none(),
    st.just(b""),
    st.lists(_pairs.filter(lambda pair: pair[0] != "GODEBUG"), max_size=4).map(
        lambda pairs: b"# mine\n" + "".join(f"{name}={value}\n" for name, value in pairs).encode()
    ),
)
_exports = st.tuples(
    st.sampled_from(("export {}={}", "export {}={}", "export {}=", "{}={}", "unset {}")), _pairs
).map(lambda each: each[0].format(each[1][0], shlex.quote(each[1][1])))
homes = st.builds(
    lambda exports, place, files, defaults, shell: Home((*exports, place), dict(files), defaults, shell),
    st.lists(_exports, max_size=4),
    st.sampled_from(_PLACES),
    st.lists(st.tuples(st.sampled_from(_FILES), go_env_files), max_size=3, unique_by=lambda each: each[0])
    | go_env_files.map(lambda data: [(USUAL, data)]),
    _defaults,
    st.sampled_from(("bash", "sh")),
)
