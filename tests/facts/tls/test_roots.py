"""Where Go looks for certificates, and what it makes of what is there (tried with Go 1.21 and 1.27)."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, ME, at, file, read
from wizard.facts.tls.roots import FILES, FOLDERS, HEAD, ROOTS, Roots, Sight
from wizard.model.facts import Unknown
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Special,
)

ONE = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
DEBIAN, FEDORA = FILES[0], FILES[1]
FOLDER = Special("directory", 0o755, 0, 0)
HIDDEN = Special("directory", 0o700, 0, 0)


def bundle(path: str, answer: Answer) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=HEAD, head=True), answer


def folder(path: str, answer: Answer) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=0, head=True), answer


def inside(path: str, **files: Answer) -> tuple[Probe, Answer]:
    return GlobProbe(f"{path}/*"), Matches(tuple((f"{path}/{name}", each) for name, each in files.items()))  # type: ignore[misc]


def names(path: str, *found: str) -> tuple[Probe, Answer]:
    return GlobProbe(f"{path}/*", limit=0), Matches(tuple((f"{path}/{name}", file(b"")) for name in found))


def seen(*pairs: tuple[Probe, Answer]) -> Roots:
    value = read(ROOTS, *pairs)
    assert isinstance(value, Roots)
    return value


@pytest.mark.parametrize("path", FILES)
def test_a_file_with_certificates_is_enough_and_nothing_more_is_asked(path: str) -> None:
    roots = seen(bundle(path, file(ONE)), folder(FOLDERS[0], FOLDER))
    assert roots.source == path
    assert roots.places.obstacles == ()


def test_the_first_file_that_can_be_read_is_taken_even_if_it_is_empty() -> None:
    roots = seen(bundle(DEBIAN, file(b"")), bundle(FEDORA, file(ONE)))
    assert roots.source is None
    assert roots.places.read is not None
    assert (roots.places.read.path, roots.places.read.sight) == (DEBIAN, Sight.EMPTY)


@pytest.mark.parametrize(
    ("answer", "sight"),
    [(FOLDER, Sight.FOLDER), (Denied(), Sight.DENIED), (Missing("/nowhere"), Sight.DANGLING)],
)
def test_what_cannot_be_read_is_passed_over(answer: Answer, sight: Sight) -> None:
    pairs = [bundle(DEBIAN, answer), bundle(FEDORA, file(ONE))]
    roots = seen(*pairs, *([names(DEBIAN)] if sight is Sight.FOLDER else []))
    assert roots.source == FEDORA
    assert roots.places.files[0].sight is sight
    assert len(roots.places.obstacles) == (sight is not Sight.DANGLING)


def test_files_of_a_folder_are_enough() -> None:
    roots = seen(
        bundle(DEBIAN, Denied()),
        folder(FOLDERS[0], FOLDER),
        inside(FOLDERS[0], a=file(b"x"), b=Denied(), c=file(ONE)),
    )
    assert roots.source == FOLDERS[0]
    assert [each.path for each in roots.places.obstacles] == [DEBIAN]


def test_a_folder_in_place_of_a_file_is_empty_or_not() -> None:
    assert seen(bundle(DEBIAN, FOLDER), names(DEBIAN)).is_empty == {DEBIAN}
    assert seen(bundle(DEBIAN, FOLDER), names(DEBIAN, "x")).is_empty == frozenset()


@pytest.mark.parametrize(
    ("answer", "sight"),
    [
        (FOLDER, Sight.GOOD),
        (HIDDEN, Sight.DENIED),
        (Special("directory", 0o711, 0, 0), Sight.DENIED),
        (Special("directory", 0o700, ME.uid, 0), Sight.GOOD),
        (Special("directory", 0o750, 0, ME.gid), Sight.GOOD),
        (Special("char", 0o666, 0, 0), Sight.NO_FOLDER),
        (file(b""), Sight.NO_FOLDER),
        (Missing(), Sight.ABSENT),
        (Missing("gone"), Sight.DANGLING),
    ],
)
def test_who_may_list_a_folder(answer: Answer, sight: Sight) -> None:
    asked = [inside(FOLDERS[0])] if sight is Sight.GOOD else []
    assert seen(folder(FOLDERS[0], answer), *asked).places.folders[0].sight is sight


def test_root_lists_every_folder() -> None:
    from wizard.model.probes import Account

    root = Account("root", 0, 0, "/root", "/bin/sh")
    roots = seen(
        (AccountProbe(), root), folder(FOLDERS[0], Special("directory", 0, 5, 5)), inside(FOLDERS[0])
    )
    assert roots.places.folders[0].sight is Sight.GOOD


@pytest.mark.parametrize(
    "pairs",
    [
        [bundle(DEBIAN, GONE)],
        [folder(FOLDERS[1], GONE)],
        [bundle(DEBIAN, Found(b"#" * HEAD, 0o644, 0, 0, 0, HEAD + 1))],  # certificates may follow
        [folder(FOLDERS[0], FOLDER), (GlobProbe(f"{FOLDERS[0]}/*"), GONE)],
        [(AccountProbe(), GONE)],
    ],
)
def test_what_was_not_seen_is_unknown(pairs: list[tuple[Probe, Answer]]) -> None:
    assert isinstance(read(ROOTS, *pairs), Unknown)


def test_places_are_those_of_go() -> None:
    assert at(FILES[0], "")[0] != bundle(FILES[0], file(b""))[0], "a head is enough"
