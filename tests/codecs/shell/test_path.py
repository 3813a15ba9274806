import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shellfiles import profiles
from wizard.codecs.lines import bytes_of
from wizard.codecs.shell.path import PathEntry, PathGuess, UnclearCommand, static_path

HOME = "/home/me"

DEBIAN_PROFILE = b"""if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/sbin:/sbin"
else
  PATH="/usr/local/bin:/usr/bin:/bin"
fi
export PATH
if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r $i ]; then
      . $i
    fi
  done
  unset i
fi
"""
UBUNTU_PROFILE = b"""if [ -n "$BASH_VERSION" ]; then
    # include .bashrc if it exists
    if [ -f "$HOME/.bashrc" ]; then
\t. "$HOME/.bashrc"
    fi
fi
if [ -d "$HOME/bin" ] ; then
    PATH="$HOME/bin:$PATH"
fi
"""


def guess(text: str, name: str = "rc") -> PathGuess:
    return static_path([(name, text.encode())], start="/usr/bin:/bin", home=HOME)


def path(text: str, name: str = "rc") -> str:
    return ":".join(entry.path for entry in guess(text, name).entries)


def test_a_debian_login_of_anybody_but_root() -> None:
    found = static_path(
        [("/etc/profile", DEBIAN_PROFILE), ("~/.profile", UBUNTU_PROFILE)], start="/x", home=HOME
    )
    assert found.entries == (
        PathEntry("/home/me/bin", "~/.profile", 8, True),
        PathEntry("/usr/local/bin", "/etc/profile", 4, True),
        PathEntry("/usr/bin", "/etc/profile", 4, True),
        PathEntry("/bin", "/etc/profile", 4, True),
    )
    assert found.unknown == (
        UnclearCommand("/etc/profile", 10, ". $i", True),
        UnclearCommand("~/.profile", 4, '. "$HOME/.bashrc"', True),
    )


def test_a_file_that_is_sourced_is_read_in_its_place() -> None:
    others: dict[str, bytes | None] = {
        "~/.bashrc": b'PATH=/rc:$PATH\n[ -z "$PS1" ] && return\nPATH=/typed:$PATH\n',
        "/etc/profile.d/*.sh": None,
        "/etc/profile.d/a.sh": b"G=/a\n",
        "/etc/profile.d/b.sh": b"PATH=$G/b:$PATH\n",
    }
    files = [("/etc/profile", DEBIAN_PROFILE), ("~/.profile", UBUNTU_PROFILE)]
    found = static_path(files, start="/x", home=HOME, others=others)
    assert [(entry.path, entry.file, entry.line) for entry in found.entries][:3] == [
        ("/home/me/bin", "~/.profile", 8),
        ("/rc", "~/.bashrc", 1),
        ("/a/b", "/etc/profile.d/b.sh", 1),
    ]
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (". ~/none", []),
        (". ~/loop; PATH=/y:$PATH", ["~/loop:1"]),
        ('for f in ~/a ~/none; do . "$f"; done', ["rc:1"]),
        ('for f in /d/*.sh; do . "$g"; done', ["rc:1"]),
        ("for f in /e/*.sh; do . $f; done", ["rc:1"]),
        ("for f in /d/*.sh; do . $f; done", []),
        ("emulate sh -c '. /d/a.sh'", []),
        ("emulate sh -c 'x'", ["rc:1"]),
        ("eval 'source ~/none'", []),
        ('eval "$(. ~/none)"', ["rc:1"]),
        (". ~/a b", ["rc:1"]),
        (". $X/a", ["rc:1"]),
    ],
)
def test_what_is_sourced_and_cannot_be_followed_is_said(text: str, unknown: list[str]) -> None:
    others: dict[str, bytes | None] = {
        "~/none": None,
        "~/loop": b". ~/loop\n",
        "/d/a.sh": b"",
        "/d/*.sh": None,
    }
    found = static_path([("rc", text.encode())], start="/usr/bin", home=HOME, others=others)
    assert [f"{each.file}:{each.line}" for each in found.unknown] == unknown


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("PATH=$X:$PATH", ["rc:1", "/usr/bin"]),
        ("PATH=$PATH:$X", ["/usr/bin", "rc:1"]),
        ('eval "$x"', ["rc:1", "/usr/bin"]),
        ('eval "$x"\nPATH=/g:$PATH', ["/g", "rc:1", "/usr/bin"]),
        ('eval "$x"\nPATH=/g', ["/g"]),
        ("add() { PATH=$1:$PATH; }\nadd /x", ["rc:2", "/usr/bin"]),
    ],
)
def test_what_cannot_be_followed_stands_where_its_folders_may_be(text: str, order: list[str]) -> None:
    found = static_path([("rc", text.encode())], start="/usr/bin", home=HOME)
    assert [
        each.path if isinstance(each, PathEntry) else f"{each.file}:{each.line}" for each in found.order
    ] == order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PATH=/x:$PATH", "/x:/usr/bin:/bin"),
        ('export PATH="$PATH:$HOME/bin"', "/usr/bin:/bin:/home/me/bin"),
        ("PATH=${PATH}:~/go/bin", "/usr/bin:/bin:/home/me/go/bin"),
        ('PATH="~/x:$PATH"', "~/x:/usr/bin:/bin"),
        ('export "PATH=/x:$PATH"', "/x:/usr/bin:/bin"),
        ("PATH+=:/x", "/usr/bin:/bin:/x"),
        ('PATH="/x${PATH:+:$PATH}"', "/x:/usr/bin:/bin"),
        ("PATH=/x", "/x"),
        (
            "export GOROOT=/usr/local/go\nexport GOPATH=$HOME/go\nPATH=$GOROOT/bin:$GOPATH/bin",
            "/usr/local/go/bin:/home/me/go/bin",
        ),
        ("OLD=$PATH\nPATH=/x:$OLD", "/x:/usr/bin:/bin"),
        ("PATH=/x:$PATH true", "/usr/bin:/bin"),
        ("# PATH=/x", "/usr/bin:/bin"),
        ("return\nPATH=/x", "/usr/bin:/bin"),
        ("exec >/dev/null\nPATH=/x", "/x"),
        ("exec zsh\nPATH=/x", "/usr/bin:/bin"),
        ("PATH=", ""),
        ("path=/x\nPATH=$path:$PATH", "/x:/usr/bin:/bin"),
    ],
)
def test_what_is_certain(text: str, expected: str) -> None:
    found = guess(text)
    assert ":".join(entry.path for entry in found.entries) == expected
    assert all(entry.certain for entry in found.entries)
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("if [ -d /x ]; then PATH=/x:$PATH; fi", []),
        ("[ -d /x ] && PATH=/x/bin:$PATH", []),
        ("[ -d /y ] && PATH=/x:$PATH", ["/x"]),
        ("[ -d /x ] || PATH=/x:$PATH", ["/x"]),
        ("[ -d ~/x ] && PATH=~/x:$PATH", []),
        ('case ":$PATH:" in *:/x:*) ;; *) PATH=/x:$PATH ;; esac', []),
        ("case $TERM in dumb) ;; *) PATH=/x:$PATH ;; esac", ["/x"]),
        ("if a; then PATH=/x; fi", ["/x", "/usr/bin", "/bin"]),
        ("if a; then G=/g; PATH=$G/bin:$PATH; fi", ["/g/bin"]),
        ('if [ "$(id -u)" -ne 0 ]; then PATH=/x:$PATH; fi', []),
        ('if [ "$EUID" = 0 ]; then PATH=/x:$PATH; else PATH=/y:$PATH; fi', []),
        ("[ $UID -eq 0 ] && PATH=/x:$PATH", []),
    ],
)
def test_what_hangs_on_a_condition(text: str, doubtful: list[str]) -> None:
    found = guess(text)
    assert [entry.path for entry in found.entries if not entry.certain] == doubtful
    assert found.unknown == ()


def test_a_folder_that_is_in_path_is_not_added_again() -> None:
    assert path('case ":$PATH:" in *:/bin:*) ;; *) PATH=/bin:$PATH ;; esac') == "/usr/bin:/bin"


def test_the_branch_of_root_is_not_taken() -> None:
    assert path("[ $UID -eq 0 ] && PATH=/x:$PATH") == "/usr/bin:/bin"
    assert path('if [ "$(id -u)" -ne 0 ]; then PATH=/x:$PATH; fi') == "/x:/usr/bin:/bin"
    assert path('if [ `id -u` != "0" ]; then PATH=/x; else PATH=/y; fi') == "/x"


@pytest.mark.parametrize(
    ("text", "left", "unknown"),
    [
        (
            'PATH="$(brew --prefix)/bin:$PATH:/x"',
            "/usr/bin:/bin:/x",
            ['PATH="$(brew --prefix)/bin:$PATH:/x"'],
        ),
        ("PATH=$ELSEWHERE:$PATH", "/usr/bin:/bin", ["PATH=$ELSEWHERE:$PATH"]),
        ("if a; then G=/g; fi\nPATH=$G:$PATH", "/usr/bin:/bin", ["PATH=$G:$PATH"]),
        ('eval "$(x shellenv)"\n. ./y', "/usr/bin:/bin", ['eval "$(x shellenv)"', ". ./y"]),
        ("add() { PATH=$1:$PATH; }\nadd /x", "/usr/bin:/bin", ["add /x"]),
        ("function add { PATH=$1:$PATH; }\nadd /x", "/usr/bin:/bin", ["add /x"]),
        ("path=(~/bin $path)", "/usr/bin:/bin", ["path=(~/bin $path)"]),
        ("path+=(~/bin)", "/usr/bin:/bin", ["path+=(~/bin)"]),
        ("G=/g\nunset G\nPATH=$G:$PATH", "/usr/bin:/bin", ["PATH=$G:$PATH"]),
        ("PATH=${PATH%:/bin}", "", ["PATH=${PATH%:/bin}"]),
    ],
)
def test_what_cannot_be_known(text: str, left: str, unknown: list[str]) -> None:
    found = guess(text)
    assert ":".join(entry.path for entry in found.entries) == left
    assert [item.text for item in found.unknown] == unknown


def test_fish() -> None:
    found = guess(
        "set -gx PATH /x $PATH\nset -a PATH ~/y\nfish_add_path ~/z\nfish_add_path -a /w\n", "config.fish"
    )
    assert [(entry.path, entry.line, entry.certain) for entry in found.entries] == [
        ("/home/me/z", 3, True),
        ("/x", 1, True),
        ("/usr/bin", 0, True),
        ("/bin", 0, True),
        ("/home/me/y", 2, True),
        ("/w", 4, True),
    ]


def test_no_path_to_begin_with() -> None:
    assert static_path([], start="", home=HOME) == PathGuess((), ())


assignments = st.builds(
    str.format,
    st.sampled_from(["PATH={0}", 'PATH="{0}"', "export PATH={0}", "G={0}", "export G={0}", "PATH+=:{0}"]),
    st.lists(
        st.sampled_from(
            [
                "/a",
                "$PATH",
                "${PATH}",
                "$HOME/b",
                "~/c",
                "$G/d",
                "",
                "${PATH:+$PATH}",
                "'/e,f'",
                "'~'",
                "${G:-/h}",
            ]
        ),
        min_size=1,
        max_size=3,
    ).map(":".join),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(assignments, max_size=5).map(lambda lines: "\n".join(["G=/g", *lines, ""])))
def test_what_is_certain_is_what_bash_has(text: str) -> None:
    found = guess(text)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rc"
        file.write_text(text)
        environment = {"HOME": HOME, "PATH": "/usr/bin:/bin"}
        ran = subprocess.run(
            ["/bin/bash", "-c", '. "$1"; printf %s "$PATH"', "bash", file],
            capture_output=True,
            check=True,
            env=environment,
        )
    assert found.unknown == ()
    assert ":".join(entry.path for entry in found.entries) == ran.stdout.decode()


@settings(deadline=None)
@given(st.one_of(st.binary(), profiles().map(bytes_of)), st.sampled_from(["rc", "rc.fish"]))
def test_reading_never_raises(data: bytes, name: str) -> None:
    static_path([(name, data)], start="/usr/bin", home=HOME)
