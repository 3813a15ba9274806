"""Prints what a rehearsal costs against the slowest of the user's shells: all kinds, before and after, in one crossing.

It starts shells in private copies of this machine, which takes root; ``run.py`` calls it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.shellhomes import ShellHome, shell_home

RUNS: Final = 5

ZSH: Final = """\
autoload -Uz compinit add-zsh-hook && compinit -u -d ~/.zcompdump
for each in ~/.oh-my/plugins/*.zsh; do source $each; done
add-zsh-hook precmd tick
tick() { TICKS=$RANDOM }
"""
PLUGIN: Final = "\n".join(
    f"alias g{number}='git {number}'; f{number}() {{ git $@ }}" for number in range(300)
)

HOMES: Final = {
    "bash": ("/bin/bash", {".profile": ". ~/.bashrc\n", ".bashrc": "alias ll='ls -l'\nPS1='$ '\n"}),
    "zsh with plugins": ("/usr/bin/zsh", {".zshrc": ZSH, ".oh-my/plugins/git.zsh": PLUGIN}),
    "fish": ("/usr/bin/fish", {".config/fish/config.fish": "function hop; end\nalias hip ls\n"}),
    "bash that takes a second": ("/bin/bash", {".profile": ". ~/.bashrc\n", ".bashrc": "sleep 1\n"}),
}
KINDS: Final = (("-l", "-i"), ("-i",), ("-l",), ())


def main() -> None:
    """One line for each home."""
    if os.geteuid() != 0:
        print("rehearsal: needs root")
        return
    for name, (shell, files) in HOMES.items():
        with shell_home(shell) as home:
            for path, text in files.items():
                home.write(path, text)
            home.go("sdk/go", "1.26.6")
            slowest = max(_median(_starts(home, options)) for options in KINDS)
            ours = _median(lambda home=home: home.rehearse(home.change(".profile", "\n")))
            budget = 2 * slowest + 1
            mark = "" if ours <= budget else "   OVER"
            print(
                f"{f'rehearsal of {name} / its slowest start':58} {ours * 1000:10.1f} ms"
                f"   {slowest * 1000:10.1f} ms  {'':9}   budget ≤ 2 × + 1 s = {budget * 1000:.0f} ms{mark}"
            )


def _starts(home: ShellHome, options: tuple[str, ...]) -> Callable[[], object]:
    """A start of the user's shell that does nothing else, without a terminal."""
    environ = ["env", "-i", f"HOME={home.home}", f"PATH={home.path}", "TERM=xterm", "LANG=C.UTF-8"]
    user = ["setpriv", f"--reuid={home.uid}", f"--regid={home.gid}", "--clear-groups"]
    argv = [*user, *environ, home.shell, *options, "-c", ":"]
    return lambda: subprocess.run(
        argv, stdin=subprocess.DEVNULL, capture_output=True, cwd=home.home, check=True
    )


def _median(work: Callable[[], object]) -> float:
    times = []
    for number in range(RUNS + 1):
        start = time.perf_counter()
        work()
        times += [time.perf_counter() - start] if number else []
    return statistics.median(times)


if __name__ == "__main__":
    main()
