"""The question of the network, asked by a real login shell, and judged."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.modules import FILES, NAME, zipped
from wizard.codecs.go import dirhash
from wizard.engine.evaluate import evaluate
from wizard.facts.network.asked import PINS, REPLIES, WINDOWS
from wizard.facts.network.replies import Replies, question, replies
from wizard.facts.network.windows import WindowsView
from wizard.model.facts import Snapshot
from wizard.model.findings import Judged, Verdict
from wizard.model.probes import Exited
from wizard.model.wanted import Wanted
from wizard.resources import read_text
from wizard.rules import catalogue

PIN = {NAME: dirhash.of_zip(zipped(FILES))}
SHELLS = {"dash": ("dash",), "bash": ("bash", "--posix"), "busybox": ("busybox", "sh")}
LATEST_S = 30.0


@dataclass
class Asking:
    """A user whose login shell sets variables; in PATH are *tools* of the machine, or all, and a Go if there is one. In
    a *shell* of `SHELLS` the question runs without a login. The *session* began with more variables, which are not
    handed on."""

    home: Path
    go: Path | None = None
    tools: tuple[str, ...] | None = None
    shell: str | None = None
    session: Mapping[str, str] = field(default_factory=dict)
    said: str = field(default="", init=False)

    def ask(self, variables: Mapping[str, str]) -> Replies:
        """What the network replied."""
        none = {} if self.session else dict.fromkeys(_PROXIES, "")
        profile = "".join(f"export {name}='{value}'\n" for name, value in {**none, **variables}.items())
        (self.home / ".profile").write_text(f"export PATH='{self._path()}'\n{profile}")
        argv = question(read_text("agent", "network.sh"), (NAME,)).argv
        environment = {"HOME": str(self.home), "SHELL": "/bin/sh", "PATH": self._path(), "LC_ALL": "C"}
        if self.shell is not None:
            argv, environment = (*SHELLS[self.shell], "-c", argv[-1]), {**environment, **variables}
        if self.session:
            handed = (f"{name}={value}" for name, value in environment.items())
            argv = ("/bin/sh", "-c", '"$@"; true', "sh", "env", "-i", *handed, *argv)
            environment = {**environment, **self.session}
        ran = subprocess.run(argv, env=environment, capture_output=True, timeout=LATEST_S, check=False)
        self.said = ran.stdout.decode()
        found = replies(Exited(ran.returncode, ran.stdout, ran.stderr))
        assert isinstance(found, Replies), (ran.stdout, ran.stderr)
        return found

    def judge(self, variables: Mapping[str, str], seen: WindowsView | None = None) -> dict[str, Judged]:
        """Every finding, by its rule."""
        see = Snapshot({REPLIES: self.ask(variables), WINDOWS: seen or WindowsView(), PINS: PIN})
        return {each.rule: each for each in evaluate(catalogue.of_the_network(), see, Wanted())}

    def _path(self) -> str:
        """A folder with links to what there is."""
        folder = self.home / "bin"
        if not folder.exists():
            folder.mkdir()
            for place in ("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"):
                for tool in Path(place).iterdir():
                    is_there = self.tools is None or tool.name in self.tools or tool.name in _ALWAYS
                    if is_there and tool.name != "go" and not (folder / tool.name).exists():
                        (folder / tool.name).symlink_to(tool)
            (folder / "sh").unlink(missing_ok=True)
            (folder / "sh").symlink_to("/bin/sh")
        return f"{self.go}/bin:{folder}" if self.go is not None else str(folder)


_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy")
_ALWAYS = ("sh", "cat", "head", "tail", "base64", "sed", "tr", "timeout", "printf", "readlink", "env")


def advice(judged: Mapping[str, Judged]) -> list[str]:
    """The rules that blame something."""
    return [rule for rule, each in judged.items() if each.verdict is Verdict.ADVICE]
