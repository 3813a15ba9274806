"""Every text has its translation, and the wizard speaks the language that is asked for."""

from __future__ import annotations

import gettext
import importlib.util
import locale
import os
import sys
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from wizard.app.profiles.shipped import shipped
from wizard.app.texts import LANGUAGES, Speech, preferred
from wizard.cli.main import run
from wizard.model.text import Text, say
from wizard.resources import resource

PACKAGING = Path(__file__).parents[2] / "packaging"
ENVIRONMENT = ("WSL_GO_WIZARD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
KEPT = say("Setup {number} is kept.", number=7)


def ids() -> tuple[tuple[str, ...], ...]:
    """All texts, in English: one form, or those for one and for many."""
    with resource("locale", "wizard.pot").open("rb") as stream:
        messages = tuple(message.id for message in read_po(stream) if message.id)
    return tuple((words,) if isinstance(words, str) else tuple(words) for words in messages)


def places(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def program(name: str) -> ModuleType:
    if str(PACKAGING) not in sys.path:  # its siblings are found as when it runs
        sys.path.insert(0, str(PACKAGING))
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """What `make check` runs over the catalogues."""
    return program("check_texts")


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    """What `make texts` runs when the texts are collected."""
    return program("renew_texts")


@pytest.fixture(autouse=True)
def _silent_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


def test_every_text_is_translated_with_the_same_places(check: ModuleType) -> None:
    assert check.faults(resource("locale")) == ()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_value_of_every_text_is_shown(language: str) -> None:
    speech = Speech(language)
    for forms in ids():
        names = [name for template in forms for name in places(template)]
        values = tuple((name, f"‹{name}›") for name in names)
        shown_text = speech(
            Text(forms[0], values, *forms[1:], count=2) if forms[1:] else Text(forms[0], values)
        )
        shown = sorted(name for name in names for _ in range(shown_text.count(f"‹{name}›")))
        assert [*dict.fromkeys(shown)] in [sorted(set(places(form))) for form in forms], forms


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    folders = {path.parts[-3] for path in resource("locale").glob("*/LC_MESSAGES/wizard.mo")}
    assert folders == set(LANGUAGES) - {"en"}


def test_shipped_profiles_are_translated() -> None:
    known = {words for forms in ids() for words in forms}
    shown = {words for profile in shipped() for words in (profile.title, profile.about) if words}
    assert shown <= known


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Look", "", "not translated"),
        ("{count} files", "文件", "other places than in"),
        ("{path}: {why}", "{why}：{why}", "other places than in"),
        ("{size} GiB", "{size:.1f} GiB", "other places than in"),
        ("{count} files", "{count 个文件", "other places than in"),
        ("&Keep", "保留", "another access key than in"),
        ("&Keep", "保留(&B)", "another access key than in"),
        ("    wanted", "要求", "other blanks around than in"),
    ],
)
def test_a_translation_that_does_not_fit_is_noticed(
    check: ModuleType, text: str, translation: str, fault: str
) -> None:
    assert list(check.misfits((text,), translation)) == [fault]


def test_a_translation_may_order_the_places_as_its_language_does(check: ModuleType) -> None:
    assert list(check.misfits(("{chosen} of {count}",), "共 {count} 项，已选 {chosen} 项")) == []
    assert list(check.misfits(("S&ide by side",), "并排显示(&I)")) == []


def test_a_translation_may_have_the_places_of_any_form(check: ModuleType) -> None:
    forms = ("it has one", "it has {count}")
    assert list(check.misfits(forms, "共 {count} 个")) == []
    assert list(check.misfits(forms, "共 {number} 个")) == ["other places than in"]


def test_texts_that_count_are_collected_and_translated(
    check: ModuleType, renew: ModuleType, tmp_path: Path
) -> None:
    counted = 'msgid "{count} file"\nmsgid_plural "{count} files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    (tmp_path / "wizard.pot").write_text(counted, encoding="utf-8")
    renew.renew(tmp_path, "zh_CN")
    assert check.faults(tmp_path) == ("zh_CN: not translated: {count} file",)
    source = tmp_path / "zh_CN/LC_MESSAGES/wizard.po"
    source.write_text(
        source.read_text("utf-8").replace('msgstr[0] ""', 'msgstr[0] "{count} 个文件"'), "utf-8"
    )
    renew.renew(tmp_path, "zh_CN")
    assert check.faults(tmp_path) == ()
    spoken = gettext.translation("wizard", tmp_path, ["zh_CN"])
    assert [spoken.ngettext("{count} file", "{count} files", count) for count in (1, 5)] == [
        "{count} 个文件"
    ] * 2


def collect(folder: Path, *texts: str) -> None:
    """A template of *texts*, as pybabel writes it."""
    messages = "".join(f'msgid "{text}"\nmsgstr ""\n\n' for text in texts)
    (folder / "wizard.pot").write_text(messages, encoding="utf-8")


def translate(folder: Path, text: str, translation: str) -> None:
    source = folder / "zh_CN/LC_MESSAGES/wizard.po"
    old = source.read_text(encoding="utf-8")
    source.write_text(
        old.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{translation}"'), encoding="utf-8"
    )


def test_new_texts_wait_for_their_translation_and_old_ones_keep_theirs(
    check: ModuleType, renew: ModuleType, tmp_path: Path
) -> None:
    collect(tmp_path, "Look", "Undo")
    renew.renew(tmp_path, "zh_CN")
    assert check.faults(tmp_path) == ("zh_CN: not translated: Look", "zh_CN: not translated: Undo")
    translate(tmp_path, "Look", "查看")
    assert "zh_CN: not compiled: run make texts" in check.faults(tmp_path)
    collect(tmp_path, "Apply", "Look")
    renew.renew(tmp_path, "zh_CN")
    assert check.faults(tmp_path) == ("zh_CN: not translated: Apply",)
    assert gettext.translation("wizard", tmp_path, ["zh_CN"]).gettext("Look") == "查看"


def test_the_same_texts_give_the_same_bytes_on_any_day(renew: ModuleType, tmp_path: Path) -> None:
    collect(tmp_path, "Look")
    renew.renew(tmp_path, "zh_CN")
    made = {path: path.read_bytes() for path in (tmp_path / "zh_CN/LC_MESSAGES").iterdir()}
    renew.renew(tmp_path, "zh_CN")
    assert {path: path.read_bytes() for path in made} == made
    assert not [path for path, data in made.items() if b"date" in data.lower()]


def test_speech_switches_while_the_program_runs() -> None:
    speech = Speech("en")
    assert speech(KEPT) == "Setup 7 is kept."
    speech.switch("zh_CN")
    assert speech(KEPT) == "第 7 次配置已保留。"
    speech.switch("en")
    assert speech(KEPT) == "Setup 7 is kept."


@pytest.mark.parametrize("language", ["xx", "zh_TW", "../zh_CN", "de"])
def test_an_unknown_language_is_english(language: str) -> None:
    assert Speech(language)(KEPT) == "Setup 7 is kept."
    speech = Speech("zh_CN")
    speech.switch(language)
    assert speech.language == "en"
    assert speech(KEPT) == "Setup 7 is kept."


def test_a_text_inside_a_text_is_translated_too() -> None:
    text = say("Setup {number}: {phase}.", number=3, phase=say("kept"))
    assert Speech("zh_CN")(text) == "第 3 次配置：已保留。"


def test_values_are_never_taken_for_places() -> None:
    text = say("Permission to read {path} was denied.", path="/etc/{number}{")
    assert Speech("zh_CN")(text) == "没有权限读取 /etc/{number}{。"


@pytest.mark.parametrize("name", ENVIRONMENT)
@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("zh_CN", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_TW.UTF-8", "zh_CN"),
        ("ZH", "zh_CN"),
        ("en_US.UTF-8", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_DE", "en"),
        ("de_DE.UTF-8@euro", "en"),
    ],
)
def test_the_environment_names_the_language(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, language: str
) -> None:
    monkeypatch.setenv(name, value)
    assert preferred() == language


@pytest.mark.parametrize("stronger", range(len(ENVIRONMENT) - 1))
def test_the_stronger_variable_wins(monkeypatch: pytest.MonkeyPatch, stronger: int) -> None:
    for name in ENVIRONMENT[stronger + 1 :]:
        monkeypatch.setenv(name, "zh_CN.UTF-8")
    monkeypatch.setenv(ENVIRONMENT[stronger], "")
    assert preferred() == "zh_CN"
    monkeypatch.setenv(ENVIRONMENT[stronger], "de_DE.UTF-8")
    assert preferred() == "en"


@pytest.mark.parametrize(
    ("system", "language"),
    [
        ("zh_CN", "zh_CN"),
        ("Chinese (Simplified)_China", "zh_CN"),
        ("Chinese_China", "zh_CN"),
        ("Chinese (Traditional)_Taiwan", "zh_CN"),
        ("German_Germany", "en"),
        ("en_US", "en"),
        (None, "en"),
    ],
)
def test_without_the_environment_the_system_names_it(
    monkeypatch: pytest.MonkeyPatch, system: str | None, language: str
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (system, None))
    assert preferred() == language


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The least of a distro, with a line in wsl.conf that WSL cannot read."""
    root = tmp_path / "root"
    for folder in ("etc", "home/me", "bin"):
        (root / folder).mkdir(parents=True)
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n")
    (root / "etc/wsl.conf").write_text("[user]\ndefault=me\n; a comment of the wrong kind\n")
    (root / "bin/sh").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00")
    return root


def test_look_answers_in_chinese(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["look", "--language", "zh_CN", "--root", os.fspath(root), "--profile", "repair"])
    output = capsys.readouterr().out
    assert "WSL 读到 /etc/wsl.conf 第 3 行就停止，忽略其余内容。" in output
    assert "WSL stops reading" not in output


def test_an_error_is_told_in_chinese(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["plan", "--language", "zh_CN", "--root", os.fspath(root / "home"), "--profile", "repair"])
    assert code == 1
    assert "不是发行版的根目录，其中缺少“etc”目录。" in capsys.readouterr().err
