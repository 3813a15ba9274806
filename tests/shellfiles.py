"""Profiles of sh for tests: made of statements that people write, and read by real shells."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

NAMES = ("GOROOT", "GOPATH", "EDITOR", "PLAIN")
SHELLS = ("dash", "bash")

_PIECES = st.sampled_from(
    [
        "a",
        "/usr/local/go",
        "'b c'",
        "'$x'",
        '"d e"',
        '"\\$f\\"\\\\g\\h"',
        "\\ i",
        "\\'",
        "#j",
        ":",
        "~/k",
        "=",
        "é",
        "{l}",
        "*",
        '"multi\nline"',
        "\\\n",
    ]
)
_UNCERTAIN = st.sampled_from(
    [
        "$EDITOR",
        '"${PLAIN}"',
        "${EDITOR:-m}",
        '"${PLAIN:+$PLAIN,}n"',
        "$(echo o)",
        "`echo p`",
        "$((1+1))",
        '"$HOME"',
        "$'q'",
        "${UNSET-r}",
        '"$(echo "s t")"',
    ]
)
VALUES = st.lists(st.one_of(_PIECES, _UNCERTAIN), max_size=4).map("".join)
LITERALS = st.lists(_PIECES, max_size=4).map("".join)


def assignments(
    names: tuple[str, ...] = NAMES, values: st.SearchStrategy[str] = VALUES
) -> st.SearchStrategy[str]:
    """One statement that sets a variable."""
    forms = [
        "{0}={1}",
        "export {0}={1}",
        "{0}={1}; export {0}",
        "  export {0}={1}  # why",
        "readonly_{0}={1};",
    ]
    return st.builds(str.format, st.sampled_from(forms), st.sampled_from(names), values)


COMMANDS = st.sampled_from(
    [
        "unset PLAIN",
        "EDITOR=x true",
        "true && true",
        "cat >/dev/null <<EOF\nexport GOROOT=/here\nEOF",
        "cat >/dev/null <<-'E F'\n\tGOPATH=/here\n\tE F",
        "f() { GOPATH=/in_function; }",
        'test "$(echo ")")" = x # $(',
        "echo a >/dev/null 2>&1; :",
        "export EDITOR",
        "case a in a) ;; esac",
        "PLAIN=one GOPATH=two",
    ]
)


OTHERS = st.one_of(COMMANDS, st.sampled_from(["# export GOROOT=/no", "", "\t"]))


def compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Statements within a compound command."""
    bodies = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    forms = [
        "if true; then\n{0}\n:\nfi",
        "if false\nthen\n{0}\nelse\n{0}\nfi",
        "for i in 1 2; do\n{0}\ndone",
        "case $- in\n  *i*) ;;\n  *)\n{0}\n  ;;\nesac",
        "{{\n{0}\n}}",
        "(\n{0}\n)",
        "g() {{\n{0}\n}}",
        "[ -n x ] && {{\n{0}\n}}",
    ]
    return st.builds(lambda form, body: form.format(body), st.sampled_from(forms), bodies)


def profiles(values: st.SearchStrategy[str] = VALUES) -> st.SearchStrategy[str]:
    """Whole files that every shell can read."""
    commands = st.one_of(assignments(values=values), COMMANDS)
    return st.lists(st.one_of(commands, OTHERS, compounds(commands)), max_size=7).map("\n".join)


def is_sound(shell: str, text: str) -> bool:
    """Whether *shell* finds no error in the grammar of *text*."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rc"
        file.write_text(text, "utf-8", "surrogateescape", newline="")
        return subprocess.run([shell, "-n", file], capture_output=True, check=False).returncode == 0


def values_after(shell: str, text: str, names: tuple[str, ...] = NAMES) -> dict[str, str | None]:
    """What *shell* has in its variables after it has read *text*; None for one that is not set."""
    script = '. "$1"; ' + " ".join(f'printf "%s\\0%s\\0" "${{{name}+set}}" "${name}";' for name in names)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rc"
        file.write_text(text, "utf-8", "surrogateescape", newline="")
        environment = {"HOME": "/home/me", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(
            [shell, "-c", script, shell, file], capture_output=True, check=True, env=environment, cwd=folder
        )
    parts = ran.stdout.decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(names, parts[0::2], parts[1::2], strict=False)
    return {name: value if is_set else None for name, is_set, value in pairs}
