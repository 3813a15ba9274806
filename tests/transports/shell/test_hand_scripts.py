"""The scripts themselves: what a linter can say about them, and what they are made of."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shellground import SHELLS, Shims, ground, large_batch
from wizard.model.orders import Commit, Undo
from wizard.model.probes import CommandProbe, FileProbe, GlobProbe
from wizard.resources import read_text, resource
from wizard.transports.shell.hand import ACT, LOOK, REHEARSE, program, quoted

PROGRAMS = {"look": LOOK, "act": ACT, "rehearse": REHEARSE}
COREUTILS_OR_BUSYBOX = {
    *(
        "base64",
        "cat",
        "chmod",
        "chown",
        "chroot",
        "cp",
        "env",
        "find",
        "getent",
        "grep",
        "head",
        "id",
        "ln",
        "mkdir",
    ),
    *(
        "mv",
        "readlink",
        "rm",
        "rmdir",
        "setpriv",
        "sh",
        "sha256sum",
        "sort",
        "stat",
        "su",
        "sync",
        "tail",
        "tar",
    ),
    *("timeout", "tr", "true"),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_shellcheck_finds_nothing(name: str) -> None:
    """In the whole program, as it is sent."""
    done = subprocess.run(
        ["shellcheck", "-s", "sh", "-"],
        input=program(PROGRAMS[name]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_every_shell_can_read_it_and_nothing_happens(name: str, shell: str) -> None:
    """The program alone is only functions."""
    done = subprocess.run(
        [*SHELLS[shell], "-s"], input=program(PROGRAMS[name]), capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_the_scripts_are_plain_small_files() -> None:
    scripts = sorted(resource("agent").glob("*.sh"))
    assert {path.name for path in scripts} == {*LOOK, *ACT, *REHEARSE, "network.sh"}
    for path in scripts:
        text = read_text("agent", path.name)
        assert text.isascii()
        assert "\r" not in text
        assert "\t" not in text
        assert text.endswith("\n")
        assert text.count("\n") <= 400
        assert max(map(len, text.splitlines())) <= 120


def test_nothing_is_evaluated_and_nothing_is_written_but_where_it_must() -> None:
    for names in PROGRAMS.values():
        code = re.sub(r"(?m)(^|\s)#.*$", "", program(names))
        assert not re.search(r"\beval\b|(?m:^\s*source\s)|<<|mktemp", code)
        assert names is REHEARSE or "/tmp" not in code, "a rehearsal has a /tmp of its own"
    look = re.sub(r"(?m)(^|\s)#.*$", "", program(LOOK))
    written = set(re.findall(r">+(?!&)\s*(\S+)", look.replace("2>&1", "")))
    assert {each.rstrip(";)") for each in written} == {"/dev/null"}


def test_only_commands_that_every_distro_has() -> None:
    """Of coreutils (with tar, find, grep and what changes ids) or of busybox; counted where they are called."""
    with ground() as site:
        everything = {path.name for folder in ("/usr/bin", "/usr/sbin") for path in _programs(folder)}
        shims = Shims(site.aside / "shims", sorted(everything - {"dash", "["}))
        changes = large_batch(site)
        shims.arm(site)
        log = site.aside / "log"
        for shim in shims.place.iterdir():
            if shim.is_file() and shim.name != "functions":
                text = shim.read_text().replace("#!/bin/dash\n", f"#!/bin/dash\necho {shim.name} >>{log}\n")
                shim.write_text(text)
        log.touch()
        log.chmod(0o666)
        site.act(Commit(changes))
        site.act(Undo(1))
        probes = (FileProbe("/etc/passwd"), GlobProbe("/etc/*.conf"), CommandProbe(("true",)))
        site.hand().read(probes, lambda: False)
        called = set(log.read_text().split())
    assert called <= COREUTILS_OR_BUSYBOX | {"gzip", "lsattr"}, (
        "lsattr is asked, and not missed where it is missing"
    )
    assert {"ln", "mv", "stat", "sha256sum", "base64", "tar", "sync"} <= called


def _programs(folder: str) -> list[Path]:
    return [path for path in Path(folder).iterdir() if shutil.which(path.name)]


def test_what_is_missing_costs_no_process_and_a_file_one() -> None:
    with ground() as site:
        shims = Shims(site.aside / "shims", ("stat", "base64", "head", "readlink", "tr", "cat", "id"))
        found = [FileProbe(str(site.write(f"f{number}", b"x" * (number + 1)))) for number in range(10)]
        missing = [FileProbe(site.path(f"nothing/{number}")) for number in range(100)]
        shims.arm(site)
        site.hand().read([*missing, *found], lambda: False)
        assert shims.count <= 10 + 2  # one stat for all, one id


def test_a_literal_holds_whatever_it_must() -> None:
    text = "it's 'quoted' $(x) \\ `y`\n\"z\""
    done = subprocess.run(
        ["dash", "-c", f"printf %s {quoted(text)}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == text


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("uptime", "hundredths"), [("0.00", 0), ("0.08", 8), ("0.90", 90), ("8.09", 809), ("71923.10", 7192310)]
)
def test_the_time_since_boot_is_a_number_from_the_first_second_on(
    tmp_path: Path, shell: str, uptime: str, hundredths: int
) -> None:
    """Shells take 008 for an octal number, and end at it."""
    fake = tmp_path / "uptime"
    fake.write_text(f"{uptime} 1.00\n")
    text = f"mount --bind {quoted(str(fake))} /proc/uptime\n{read_text('agent', 'words.sh')}\ncentis\necho $((now + 0))"
    done = subprocess.run(
        ["unshare", "-m", *SHELLS[shell], "-c", text], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{hundredths}\n", "")
