"""Where the paths that rules speak of really are, as far as a look saw: a home, a folder or a file may be a link."""

from __future__ import annotations

from collections.abc import Collection

from wizard.model.probes import HOME, Account, Answers, FileProbe, Found, Special


def absolute(path: str, answers: Answers, account: Account) -> str:
    """*path* without ``~``, and without a symlink in any of its folders that was looked at."""
    full = f"{account.home.rstrip('/')}/{path[2:]}" if path.startswith("~/") else path
    folder = path.rpartition("/")[0]
    while folder not in ("", "~"):
        for probe in (FileProbe(folder), FileProbe(folder, limit=0)):
            answer = answers[probe]
            if isinstance(answer, Special) and answer.link is not None:
                return answer.link + path[len(folder) :]
        folder = folder.rpartition("/")[0]
    return full if folder != "~" else f"{real_home(answers, account)}/{path[2:]}"


def real_home(answers: Answers, account: Account) -> str:
    """Where the home really is, if it was looked at: /etc/passwd may name a link."""
    answer = answers[HOME]
    link = answer.link if isinstance(answer, Special) else None
    return (link or account.home).rstrip("/")


def folder_owner(path: str, answers: Answers) -> int | None:
    """Whose the folder is in which the name *path* (see `absolute`) would be made; None if nobody looked at it through
    a link."""
    owners = {
        answer.link.rstrip("/"): answer.uid
        for _, answer in answers.pairs
        if isinstance(answer, Special) and answer.link is not None
    }
    folder = path.rpartition("/")[0]
    while folder and folder not in owners:
        folder = folder.rpartition("/")[0]
    return owners.get(folder)


def first_names(paths: Collection[str], answers: Answers, account: Account) -> dict[str, str]:
    """For each of *paths* that has a file: the first of the names among them that lead to that file. One that is no
    link goes before the others; names in the home and outside of it are two things, for two users change them."""
    names: dict[tuple[str, bool], list[str]] = {}
    for path in sorted(paths):
        answer = answers[FileProbe(path)]
        if isinstance(answer, Found):
            real = answer.link or absolute(path, answers, account)
            names.setdefault((real, path.startswith("~/")), []).append(path)
    found: dict[str, str] = {}
    for (real, _), same in names.items():
        first = next((path for path in same if absolute(path, answers, account) == real), same[0])
        found.update(dict.fromkeys(same, first))
    return found
