"""What a pattern finds, under every shell: names in one order, and never more than was asked for."""

from tests.shellground import Ground
from tests.transports.shell.conftest import read
from wizard.model.probes import (
    Found,
    GlobProbe,
    Matches,
    Missing,
    Special,
    Unavailable,
)


def test_globs(site: Ground) -> None:
    for name in (
        "b.sh",
        "a.sh",
        ".hidden.sh",
        "c.txt",
        "é.sh",
        "$(x) 'q' \"d\".sh",
        "-n.sh",
        "st*r.sh",
        "Z.sh",
    ):
        site.write(f"d/{name}", name.encode())
    site.write("d/new\nline.sh", b"")
    site.folder("d/folder.sh")
    (site.root / "d/dangling.sh").symlink_to("nowhere")
    (answer,) = read(site, GlobProbe(site.path("d/*.sh"), limit=3))
    assert isinstance(answer, Matches)
    names = [path.removeprefix(site.path("d") + "/") for path, _ in answer.entries]
    there = [
        "$(x) 'q' \"d\".sh",
        "-n.sh",
        "Z.sh",
        "a.sh",
        "b.sh",
        "dangling.sh",
        "folder.sh",
        "st*r.sh",
        "é.sh",
    ]
    assert names == there
    by_name = dict(zip(names, (entry for _, entry in answer.entries), strict=True))
    head = by_name["b.sh"]
    assert isinstance(head, Found)
    assert (head.content, head.size) == (b"b.s", 4)
    assert by_name["dangling.sh"] == Missing("nowhere")
    assert isinstance(by_name["folder.sh"], Special)


def test_globs_over_folders_and_hidden_names(site: Ground) -> None:
    for name in ("go1.9/VERSION", "go1.10/VERSION", "go/VERSION", "goX/other", ".go/VERSION"):
        site.write(f"sdk/{name}", b"v")
    probes = [
        GlobProbe(site.path(f"sdk/{pattern}"))
        for pattern in ("go1*/VERSION", "go?/*", ".*/VERSION", ".*", "x*")
    ]
    found = [
        [path.removeprefix(site.path("sdk") + "/") for path, _ in answer.entries]
        for answer in read(site, *probes)
        if isinstance(answer, Matches)
    ]
    assert found == [["go1.10/VERSION", "go1.9/VERSION"], ["goX/other"], [".go/VERSION"], [".go"], []]


def test_a_bracket_in_a_pattern_is_a_letter(site: Ground) -> None:
    site.write("d/[ab].x", b"")
    site.write("d/a.x", b"")
    bracket, slash = read(site, GlobProbe(site.path("d/[ab].*")), GlobProbe(site.path("d\\*")))
    assert isinstance(bracket, Matches)
    assert [path for path, _ in bracket.entries] == [site.path("d/[ab].x")]
    assert isinstance(slash, Unavailable)


def test_at_most_256_matches(site: Ground) -> None:
    for number in range(300):
        site.write(f"d/{number:03d}", b"")
    (answer,) = read(site, GlobProbe(site.path("d/*")))
    assert isinstance(answer, Matches)
    assert [path for path, _ in answer.entries] == [site.path(f"d/{number:03d}") for number in range(256)]
