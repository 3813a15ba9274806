"""fish's snippets: which are read, and in which order. The real fish says what is right, the system's folders too: they
are laid over its own in a mount namespace."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.real_shells import RealDisk, followed, put, really
from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.fish_start import glob_order
from wizard.codecs.shell.kinds import Kind

pytestmark = pytest.mark.linux(reason="what is read is compared with what real shells do")

SYSTEM = {"/etc/fish": "etc", "/usr/share/fish/vendor_conf.d": "vendor"}
NAMES = ("9-a", "10-a", "010-a", "A", "a", "b", "B2", "b10", "b2", "b-1", "b_1", "_", "Z", "é", "a.b", "a b")


class Laid(RealDisk):
    """This machine with folders of the system laid over."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _there(self, path: str) -> str:
        found = next((each for each in SYSTEM if path.startswith(f"{each}/")), None)
        return path if found is None else f"{self.root / SYSTEM[found]}{path[len(found) :]}"

    def at(self, path: str) -> Seen | None:
        return super().at(self._there(path))

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        there = self._there(pattern)
        head, new = pattern.rpartition("/")[0], there.rpartition("/")[0]
        return tuple(head + path[len(new) :] for path in super().glob(there) or ())


def within(root: Path) -> tuple[str, ...]:
    """The command that starts a program with the folders laid over. Skips where no mount namespace can be made."""
    mounts = "; ".join(f"mount --bind {root / ours} {theirs}" for theirs, ours in SYSTEM.items())
    command = ("unshare", "--mount", "--map-root-user", "sh", "-c", f'{mounts}; exec "$@"', "sh")
    if not shutil.which("unshare") or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("no mount namespace can be made here")
    return command


def told(word: str) -> str:
    return f"set -gx GOFLAGS $GOFLAGS {word}\n"


def laid(tmp_path: Path, files: Mapping[str, str]) -> tuple[Path, Path]:
    """A home, and what lies over the system."""
    home, root = tmp_path / "home", tmp_path / "system"
    for folder in (home, *(root / name for name in SYSTEM.values())):
        folder.mkdir(parents=True)
    for path, word in files.items():
        own = next((each for each in SYSTEM if path.startswith(f"{each}/")), None)
        if own is None:
            put(home, path, told(word))
        else:
            put(root / SYSTEM[own], path[len(own) + 1 :], told(word))
    return home, root


ALL = {
    ".config/fish/conf.d/b.fish": "own-b",
    ".config/fish/conf.d/z.fish": "own-z",
    ".config/fish/config.fish": "own-config",
    "/etc/fish/conf.d/a.fish": "etc-a",
    "/etc/fish/conf.d/b.fish": "etc-b",
    "/etc/fish/config.fish": "etc-config",
    ".local/share/fish/vendor_conf.d/a.fish": "data-a",
    ".local/share/fish/vendor_conf.d/c.fish": "data-c",
    "/usr/share/fish/vendor_conf.d/0.fish": "vendor-0",
    "/usr/share/fish/vendor_conf.d/c.fish": "vendor-c",
    "/usr/share/fish/vendor_conf.d/z.fish": "vendor-z",
}


@pytest.mark.parametrize("kind", [Kind.TERMINAL, Kind.INNER, Kind.EDITOR])
def test_all_folders_in_order_and_each_name_once(kind: Kind, tmp_path: Path) -> None:
    home, root = laid(tmp_path, ALL)
    real = really("fish", kind, home, within=within(root))
    read = followed("fish", kind, home, disk=Laid(root)).get("GOFLAGS")
    assert real is not None
    assert (read.text, read.unclear) == (real["GOFLAGS"].text, None)
    words = "own-b own-z etc-a data-c vendor-0 etc-config own-config"
    assert read.text == words


def test_what_is_no_file_hides_those_of_its_name(tmp_path: Path) -> None:
    home, root = laid(tmp_path, ALL)
    (home / ".config/fish/conf.d/a.fish").symlink_to("/dev/null")
    (home / ".config/fish/conf.d/c.fish").mkdir()
    real = really("fish", Kind.INNER, home, within=within(root))
    read = followed("fish", Kind.INNER, home, disk=Laid(root)).get("GOFLAGS")
    assert real is not None
    assert (read.text, read.unclear) == (real["GOFLAGS"].text, None)
    assert "-a" not in (read.text or "")


@pytest.mark.parametrize(
    "more",
    [
        {"XDG_DATA_HOME": "{home}/data"},
        {"XDG_DATA_DIRS": "{home}/one:{home}/two/"},
        {"XDG_DATA_DIRS": "{home}/two:{home}/one", "XDG_CONFIG_HOME": "{home}/other"},
    ],
)
def test_variables_say_where_the_folders_are(more: Mapping[str, str], tmp_path: Path) -> None:
    files = {
        f"{folder}/fish/{kind}/{name}.fish": f"{folder}-{name}"
        for folder, kind, name in (
            ("data", "vendor_conf.d", "d"),
            ("one", "vendor_conf.d", "d"),
            ("one", "vendor_conf.d", "e"),
            ("two", "vendor_conf.d", "d"),
            ("other", "conf.d", "o"),
        )
    }
    home, root = laid(tmp_path, {**ALL, **files})
    told_there = {name: value.format(home=home) for name, value in more.items()}
    real = really("fish", Kind.INNER, home, within=within(root), more=told_there)
    read = followed("fish", Kind.INNER, home, disk=Laid(root), more=told_there).get("GOFLAGS")
    assert real is not None
    assert (read.text, read.unclear) == (real["GOFLAGS"].text, None)


def test_a_folder_that_only_newer_fish_reads_is_not_decided(tmp_path: Path) -> None:
    class Newer(RealDisk):
        def glob(self, pattern: str) -> tuple[str, ...] | None:
            there = pattern.startswith("/usr/local/share/fish")
            return (str(tmp_path / "goroot.fish"),) if there else super().glob(pattern)

    put(tmp_path, "goroot.fish", "set -gx GOROOT /x\n")
    read = followed("fish", Kind.INNER, tmp_path, disk=Newer())
    unclear = read.get("GOROOT").unclear
    assert unclear is not None
    assert (unclear.file, unclear.line) == (str(tmp_path / "goroot.fish"), 1)
    assert read.get("GODEBUG").unclear is None


def test_files_are_sorted_as_fish_sorts_them(tmp_path: Path) -> None:
    for name in NAMES:
        put(tmp_path, name, "")
    ran = subprocess.run(
        ["fish", "-N", "-c", "string join \\n -- *"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == sorted(NAMES, key=glob_order)
    for one, other in itertools.pairwise(ran.stdout.splitlines()):
        assert glob_order(one) < glob_order(other)


def test_an_own_function_goes_before_one_of_the_administrator(tmp_path: Path) -> None:
    home, root = laid(tmp_path, {})
    function = "function {name}\n    set -gx GOROOT {value}\nend\n"
    put(home, ".config/fish/functions/one.fish", function.format(name="one", value="/own"))
    put(root / "etc", "functions/one.fish", function.format(name="one", value="/etc"))
    put(root / "etc", "functions/two.fish", function.format(name="two", value="$GOROOT/two"))
    put(home, ".config/fish/config.fish", "one; two\n")
    real = really("fish", Kind.INNER, home, within=within(root))
    read = followed("fish", Kind.INNER, home, disk=Laid(root)).get("GOROOT")
    assert real is not None
    assert (read.text, read.unclear) == (real["GOROOT"].text, None) == ("/own/two", None)
