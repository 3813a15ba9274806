"""How large the bundle is, and how soon its window stands on the screen: beside a bare six-page QWizard that is bundled
the same way, and beside itself unbundled, by turns, on one virtual screen.

Budget: at most 1.15 times as large as the bare one, and at most 1.5 times as long as unbundled. Run it with
``make bundle`` done.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(REPO / "packaging"), str(Path(__file__).parent)]

import bytecode  # noqa: E402
from bundle.build import surroundings  # noqa: E402

from tests.packaging.bundle.screen import Screen, screen  # noqa: E402

RUNS = 7
TITLE = "WSL Go Wizard"
BARE = f"""
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage
app = QApplication([])
wizard = QWizard()
wizard.setWindowTitle({TITLE!r})
wizard.setWizardStyle(QWizard.WizardStyle.ModernStyle)
for number in range(6):
    page = QWizardPage()
    page.setTitle(f"Page {{number}}")
    label = QLabel("A sentence.")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    QVBoxLayout(page).addWidget(label)
    wizard.addPage(page)
wizard.resize(1040, 700)
wizard.show()
app.exec()
"""


def spec(packaging: str) -> str:
    """How the bare wizard is bundled. *packaging* is that folder, as the system calls it."""
    return f"""
import sys
sys.path[:0] = [{packaging!r}]
from PyInstaller.depend.bindepend import get_imports
from bundle import contents
a = Analysis(["bare.py"], excludes=list(contents.NOT_IMPORTED))
a.binaries = list(contents.needed(a.binaries, lambda path: [name for name, _ in get_imports(path)]))
a.datas = contents.without_dangling([entry for entry in a.datas if contents.is_wanted(entry[0])], a.binaries)
exe = EXE(PYZ(a.pure), a.scripts, exclude_binaries=True, name="bare", console=False, strip=False, upx=False)
COLLECT(exe, a.binaries, a.datas, name="bare", strip=False, upx=False)
"""


def bare_bundle(work: Path) -> Path:
    """Bundle the bare wizard in *work*, with the same Python and the same choice of files. Returns its folder."""
    (work / "bare.py").write_text(BARE)
    (work / "bare.spec").write_text(spec(str(REPO / "packaging")))
    words = [
        REPO / ".cache/bundle/bin/python",
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        "bare.spec",
    ]
    subprocess.run(words, cwd=work, env=surroundings(os.environ, work), check=True)
    return work / "dist" / "bare"


def size(folder: Path) -> int:
    """Bytes of all files below *folder*; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def until_window(words: Sequence[str | Path], shown: Screen, home: Path) -> float:
    """Seconds from the start of the program *words* until its window is on the screen. *home* is the user's."""
    own = {"HOME": str(home), "DISPLAY": shown.display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(REPO)}
    environment = {**os.environ, **own}
    start = time.perf_counter()
    program = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    look = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{TITLE}$"]
    subprocess.run(look, env=environment, stdout=subprocess.DEVNULL, check=True, timeout=60)
    taken = time.perf_counter() - start
    program.terminate()
    program.wait()
    return taken


def main() -> int:
    """Measure, and print the figures side by side."""
    bytecode.keep()
    ours = REPO / "dist/wsl-go-wizard"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        bare = bare_bundle(work)
        mine, other = size(ours), size(bare)
        print(
            f"size    bundle {mine / 1e6:7.1f} MB   bare {other / 1e6:7.1f} MB  = {mine / other:.3f} x  budget 1.15 x"
        )
        programs = {
            "bundle": (ours / "wsl-go-wizard", "demo"),
            "unbundled": (REPO / ".cache/bundle/bin/python", "-m", "wizard", "demo"),
            "bare": (bare / "bare",),
        }
        with screen(work) as shown:
            times = {
                what: [until_window(words, shown, work) for _ in range(RUNS)]
                for what, words in programs.items()
            }
    median = {what: statistics.median(taken) for what, taken in times.items()}
    ratio = median["bundle"] / median["unbundled"]
    told = "   ".join(f"{what} {seconds * 1000:6.0f} ms" for what, seconds in median.items())
    print(f"window  {told}  = {ratio:.2f} x unbundled  budget 1.5 x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
