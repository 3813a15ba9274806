"""The same as ``bundled.py`` for Windows, in wine: how large the bundle is beside a bare six-page QWizard that is
bundled the same way, and how soon its window stands on the screen, beside that one and beside itself unbundled.

Budget: at most 1.15 times as large as the bare one, and at most 1.5 times as long as unbundled. Needs root.
"""

from __future__ import annotations

import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path[:0] = [
    str(REPO),
    str(REPO / "packaging/windows"),
    str(REPO / "packaging"),
    str(Path(__file__).parent),
]

import build_bundle  # noqa: E402
from bundled import BARE, TITLE, size, spec  # noqa: E402
from layers import environment, layers, run  # noqa: E402
from run_tests import SOURCE, copied  # noqa: E402

from tests.packaging.bundle.screen import Screen, screen  # noqa: E402

RUNS = 5
PROGRAMS = {
    "bundle": r"'Z:\test\wsl-go-wizard\WSL Go Wizard.exe' demo",
    "unbundled": r"'Z:\opt\python\pythonw.exe' -X utf8 -m wizard demo",
    "bare": r"'Z:\test\bare\dist\bare\bare.exe'",
}
BUILD = (
    r"cd /test/bare && wine 'Z:\opt\python\python.exe' -m PyInstaller --noconfirm --log-level ERROR bare.spec"
)
TIMES = """
wineserver --persistent
cd "$0"
for number in $(seq {count}); do
  for what in {names}; do
    date +%s.%N > {shared}/started.tmp; mv {shared}/started.tmp {shared}/started
    case $what in {cases} esac & program=$!
    until [ -e {shared}/seen ]; do sleep .05; done
    rm {shared}/seen
    kill -9 $program; wait $program
  done
done
wineserver --kill
"""


def in_windows(folder: Path, script: str, display: str) -> None:
    """Run *script* in the Windows below *folder*. Raises `SystemExit` if it fails."""
    argv = ["sh", "-c", script, f"/{SOURCE}"]
    if run(layers(), folder, argv, environment("cp1252", DISPLAY=display, PYTHONHASHSEED="0"), None) != 0:
        raise SystemExit("wine failed")


def until_window(shared: Path, shown: Screen) -> float:
    """Seconds from when the next program is started until its window is on the screen."""
    started = shared / "started"
    while not started.exists():
        time.sleep(0.01)
    start = float(started.read_text())
    started.unlink()
    words = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{TITLE}$"]
    environ = {**os.environ, "DISPLAY": shown.display}
    subprocess.run(words, env=environ, stdout=subprocess.DEVNULL, check=True, timeout=120)
    taken = time.time() - start
    (shared / "seen").touch()
    while shown.windows():
        time.sleep(0.05)
    return taken


def main() -> int:
    """Measure, and print the figures side by side."""
    ours = build_bundle.bundle()
    shared = (
        Path("/dev/shm") / f"wsl-go-wizard-{secrets.token_hex(8)}"
    )  # this system and the Windows in it see it
    shared.mkdir()
    try:
        with tempfile.TemporaryDirectory() as name, screen(Path(name)) as shown:
            measure(Path(name, "windows"), ours, shared, shown)
    finally:
        shutil.rmtree(shared)
    return 0


def measure(folder: Path, ours: Path, shared: Path, shown: Screen) -> None:
    copied(folder / "upper" / SOURCE)
    test = folder / "upper/test"
    shutil.copytree(ours, test / "wsl-go-wizard")
    (test / "bare").mkdir()
    (test / "bare/bare.py").write_text(BARE)
    (test / "bare/bare.spec").write_text(spec("Z:/" + f"{SOURCE}/packaging"), encoding="utf-8")
    in_windows(folder, BUILD, shown.display)
    mine, other = size(ours), size(test / "bare/dist/bare")
    print(
        f"size    bundle {mine / 1e6:7.1f} MB   bare {other / 1e6:7.1f} MB  = {mine / other:.3f} x  budget 1.15 x"
    )
    cases = " ".join(f"{what}) exec wine {words} ;;" for what, words in PROGRAMS.items())
    script = TIMES.format(count=RUNS + 1, names=" ".join(PROGRAMS), shared=shared, cases=cases)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_windows, folder, script, shown.display)
        rounds = [{what: until_window(shared, shown) for what in PROGRAMS} for _ in range(RUNS + 1)]
        running.result()
    median = {what: statistics.median(each[what] for each in rounds[1:]) for what in PROGRAMS}
    told = "   ".join(f"{what} {seconds * 1000:6.0f} ms" for what, seconds in median.items())
    print(f"window  {told}  = {median['bundle'] / median['unbundled']:.2f} x unbundled  budget 1.5 x")


if __name__ == "__main__":
    sys.exit(main())
