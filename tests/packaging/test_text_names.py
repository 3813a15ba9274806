"""What the sources say of the texts is found in them, and a name that does not exist is noticed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from text_names import Sources, hits, read, unknown  # noqa: E402
from text_style import Entry, Hit  # noqa: E402

RULE = """
@rule("x", title=say("The disk is healthy"))
def judge(see):
    if see:
        return fixable(say("The disk is damaged."), [])
    return ok(say("The disk is fine."))
"""
COMMAND = """
@click.command("look")
@click.option("--all", "everything", help="Also what is well.")
@click.option("--color/--no-color")
def look_at(run):
    \"\"\"Check the machine. Changes nothing.\"\"\"

@click.group()
def commands():
    \"\"\"A help of the group: it may have a colon.\"\"\"
"""
PAGES = 'TITLES = {Page.SCAN: say("Check"), Page.DONE: say("Done")}'


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    wizard = tmp_path_factory.mktemp("wizard")
    files = {
        "rules/disk.py": RULE,
        "cli/looking.py": COMMAND,
        "cli/help.py": 'say("Usage:")',
        "gui/flow/steps.py": PAGES,
        "app/words.py": 'from_english("Is a directory"), from_english("File exists"), say("Ours")',
    }
    for name, text in files.items():
        (wizard / name).parent.mkdir(parents=True, exist_ok=True)
        (wizard / name).write_text(text, encoding="utf-8")
    return read(wizard)


def test_the_sources_say_what_a_text_is(sources: Sources) -> None:
    assert sources.titles == {"The disk is healthy"}
    assert sources.says == {"The disk is damaged."}
    assert sources.foreign == {"Usage:", "Is a directory", "File exists"}
    assert sources.helps == {"Check the machine. Changes nothing."}
    assert sources.commands == {"look", "commands"}
    assert sources.options == {"--help", "--all", "--color", "--no-color"}
    assert sources.pages == {"check", "done"}


def named(sources: Sources, *texts: tuple[str, str], **documents: str) -> frozenset[Hit]:
    files = {f"{name}.md": text for name, text in documents.items()}
    return hits(sources, {english: Entry(english, chinese) for english, chinese in texts}, files)


@pytest.mark.parametrize(
    ("rule", "slot", "english", "chinese"),
    [("S1", "titles", 50, 25), ("S2", "says", 90, 45)],
)
def test_a_slot_has_room_for_so_much(
    sources: Sources, rule: str, slot: str, english: int, chinese: int
) -> None:
    fits, long = ("a" * english, "好" * chinese), ("b" * (english + 1), "")
    wide = ("c", "好" * (chinese + 1))
    full = sources._replace(**{slot: frozenset({fits[0], long[0], wide[0]})})
    assert named(full, fits, long, wide) == {Hit(rule, long[0]), Hit(rule, wide[0])}


def test_the_first_sentence_of_a_help_is_short_and_has_no_colon(sources: Sources) -> None:
    fits, long, colon = f"{'a' * 60}. Then: more.", f"{'b' * 61}. Then.", "Look: at this."
    full = sources._replace(helps=frozenset({fits, long, colon}))
    assert named(full) == {Hit("H1", long), Hit("H1", colon)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Use --all.", set()),
        ("Use --none.", {"--none"}),
        ("Run wsl --none, or go env -w --none.", set()),
        ("Run: wsl-go-wizard look --all", set()),
        ("Run: wsl-go-wizard mend --all", {"mend"}),
        ("Run: wsl-go-wizard look --none", {"--none"}),
        ("See the Done page.", set()),
        ("See the Wishes page.", {"wishes"}),
        ("It sent the web page.", set()),
    ],
)
def test_a_name_that_does_not_exist_is_noticed(sources: Sources, text: str, wrong: set[str]) -> None:
    assert unknown(text, sources) == wrong
    assert (Hit("H2", text) in named(sources, (text, ""))) is bool(wrong)
    assert (Hit("H2", text) in named(sources, README=text)) is bool(wrong)


def test_the_table_of_commands_lists_those_there_are(sources: Sources) -> None:
    table = "| command | does |\n| --- | --- |\n| `look` | a |\n| `mend [N]` | b |\n\n| `other` | c |\n"
    assert named(sources, README=table) == {Hit("H2", "mend")}


def test_the_readme_is_written_in_the_same_voice(sources: Sources) -> None:
    readme = "It counts anew.\n\n```\nit counts\n```\nThe `counts` of ours.\nIt takes effect.\n"
    assert named(sources, README=readme) == {Hit("H3", "It counts anew."), Hit("H3", "The X of ours.")}
    assert named(sources, CHANGELOG="It counts anew.") == frozenset()


def test_the_wizard_itself_is_read() -> None:
    found = read(REPO / "wizard")
    assert {"look", "setup-wsl", "rescue"} <= found.commands
    assert {"--all", "--pc", "--json", "--web-download", "--version"} <= found.options
    assert {"review", "done"} <= found.pages
    assert "No such file or directory" in found.foreign
    assert len(found.titles) > 50
    assert len(found.says) > 50
