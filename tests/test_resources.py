"""Resources are found in a checkout and in an installed package alike."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from wizard.resources import CHECKSUMS, checksum, read_text, resource

SCRIPT = """
from wizard.resources import read_text, resource
print(resource("x", "y"))
print(read_text("agent", "a.sh"))
"""


def test_in_a_checkout_they_lie_beside_the_package() -> None:
    import wizard

    assert resource("agent", "act.sh") == Path(wizard.__file__).parent.parent / "resources/agent/act.sh"
    assert "act() {" in read_text("agent", "act.sh")


def test_in_a_wheel_they_lie_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "wizard"
    (package / "resources/agent").mkdir(parents=True)
    content = "é\r\n".encode()
    (package / "resources/agent/a.sh").write_bytes(content)
    (package / "resources" / CHECKSUMS).write_text(f"{checksum(content)} agent/a.sh\n")
    (package / "__init__.py").touch()
    shutil.copy(Path(resource()).parent / "wizard/resources.py", package)
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "utf8=0",
            "-c",
            f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{SCRIPT}",
        ],
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        check=True,
    )
    told = f"{package / 'resources/x/y'}\né\r\n\n"
    assert done.stdout.decode() == told.replace("\n", os.linesep)
