"""A profile is read strictly: what is wrong is said in one sentence, with the file and the line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from wizard.app.profiles import reading
from wizard.app.profiles.reading import checked, load, parse
from wizard.model.errors import InputError
from wizard.model.text import Text
from wizard.model.wanted import Wanted
from wizard.resources import resource

FILE = Path("team.toml")


def refused(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(InputError) as error:
        parse(data, FILE)
    assert error.value.code == "profile-unusable"
    said = error.value.text.render()
    assert said.startswith("The profile team.toml")
    assert "`" not in said
    return said.removeprefix("The profile team.toml").removesuffix(".").replace(" cannot be used: ", "|")


def schema() -> bytes:
    """What editors check and complete profiles with."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A profile of WSL Go Wizard (wsl-go.toml)",
        **msgspec.json.schema(Wanted),
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def test_the_published_schema_is_the_one_we_read_by() -> None:
    assert resource("profiles", "schema.json").read_bytes() == schema(), (
        "write it anew: schema() of this test"
    )


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('[wslconfig]\nmemory = "4gb"', 2, "wslconfig.memory must be a size in WSL format"),
        (
            '\n\n[wslconfig]\nnetworkingMode = "mirrord"',
            4,
            "networkingMode must be one of consomme, mirrored, nat",
        ),
        ("[wslconfig]\nprocessors = 0", 2, "processors must be a whole number, 1 or more"),
        ('[wslconfig]\nprocessors = "4"', 2, "processors must be a whole number, 1 or more"),
        ('[wsl]\n# yes\nsystemd = "yes"', 3, "wsl.systemd must be true or false, without quotes"),
        ("[go]\nversion = 1.25", 2, "go.version must be stable, previous, go.mod"),
        ('[go]\nversion = "newest"', 2, "go.version must be stable, previous, go.mod"),
        ('[go]\nsources = [\n  "x",\n  1,\n]', 2, "go.sources[1] must be a quoted string"),
        ('[projects]\nfolders = "~/x"', 2, "projects.folders must be a list of quoted strings"),
        ('[tmpfs]\nsize = "lots"', 2, "tmpfs.size must be auto"),
        (
            '[godebug]\nnetdns = "go"\nNetDNS = "go"',
            3,
            "a key in [godebug] must be lowercase letters and digits",
        ),
        ('[godebug]\nnetdns = "go, 2"', 1, "godebug[...] must be a string without spaces and commas"),
        ("[godebug]\nnetdns = 1", 1, "godebug[...] must be a string without spaces and commas"),
        ("wsl = 1", 1, "wsl must be a separate section, [wsl]"),
        ("\ngodebug = 1", 2, "godebug must be a separate section, [godebug]"),
        ("name = 1", 1, "name must be a quoted string"),
        (
            '[modules]\nproxy = "https://a b"',
            2,
            "modules.proxy must be a list of module proxies as in GOPROXY",
        ),
        ('[modules]\nprivate = ["ok.corp", "https://git.corp"]', 2, "modules.private[1] must be a pattern"),
        ('[modules]\nprivate = "git.corp"', 2, "modules.private must be a list of quoted strings"),
        ('[tls]\nauthorities = ["ca.crt"]', 2, "tls.authorities[0] must be the path of a file in the distro"),
        ('[fips]\nmodule = "off"', 2, "fips.module must be latest, certified, inprocess"),
        ('[docker]\nengine = "podman"', 2, "docker.engine must be one of any, desktop, distro"),
        ('needs = ["proxy"]', 1, "needs[0] must be a section and a key"),
        ("wsl.systemd = 1", 1, "wsl.systemd must be true or false"),
        ('wsl = { systemd = "on" }', 1, "wsl.systemd must be true or false"),
    ],
)
def test_a_wrong_value_is_told_what_it_may_be_and_where_it_is(text: str, where: int, words: str) -> None:
    said = refused(text)
    assert words in said
    assert said.startswith(f":{where}|")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n[go]\nverison = "1.25"', ":3|no setting is named go.verison, the nearest is go.version"),
        ("[wsl]\nSystemd = true", ":2|no setting is named wsl.Systemd, the nearest is wsl.systemd"),
        (
            "[wslconfig]\nautoproxy = true",
            ":2|no setting is named wslconfig.autoproxy, the nearest is wslconfig.autoProxy",
        ),
        ("[wls]\nsystemd = true", ":1|no setting is named wls, the nearest is wsl"),
        ('proxy = "https://goproxy.cn"', ":1|no setting is named proxy, the nearest is modules.proxy"),
        ("[go]\nsystemd = true", ":2|no setting is named go.systemd, the nearest is wsl.systemd"),
        ("[quux]\nx = 1", ":1|no setting is named quux"),
        ('a = 1\n"b c" = 2', ":1|no setting is named a"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_that_there_is(text: str, said: str) -> None:
    assert refused(text) == said


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[wsl\nsystemd = true", 1),
        ("[wsl]\nsystemd = yes", 2),
        ("[wsl]\nsystemd = true\nsystemd = false", 3),
        ("[wsl]\nsystemd = true\n\n[wsl]\nx = 1", 4),
        ('[go]\nversion = "1.25', 2),
        ('[go]\nsources = [\n"a",\n', 3),
        ("[go]\nversion = “1.25”", 2),
        ("memory: 4GB", 1),
        ("[go]\r\nversion = \r\n", 2),
        ("x = [" * 2000, 1),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, where: int) -> None:
    said = refused(text)
    assert said.startswith(f":{where}|the file is not valid TOML (")
    assert "line" not in said.partition("(")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[godebug]\nnetdns = "go"\ntlsrsakex = "1"',
            ":3|tlsrsakex=1 in [godebug] makes Go programs exit at start",
        ),
        ('[modules]\nproxy = "none"', ":2|Go cannot use the list of proxies in modules.proxy"),
        ('[modules]\nproxy = "off"', ":2|with “off” in modules.proxy, Go downloads nothing"),
        (
            '[modules]\nproxy = "direct,https://goproxy.cn"',
            ":2|Go never reaches https://goproxy.cn in modules.proxy",
        ),
        (
            '[modules]\nproxy = "https://me:secret@goproxy.corp"',
            ":2|the address in modules.proxy contains a password or user name",
        ),
        (
            '[modules]\nsumdb = "off"',
            ":2|without a checksum database in modules.sumdb, Go trusts whatever it downloads",
        ),
        (
            '[modules]\nsumdb = "sum.corp"',
            ":2|Go does not know the checksum database sum.corp in modules.sumdb",
        ),
        ('[modules]\nprivate = [\n"*",\n]', ":2|* in modules.private covers all modules on github.com"),
        (
            '[modules]\nnosumdb = ["github.com"]',
            ":2|github.com in modules.nosumdb covers all modules on github.com",
        ),
        (
            '[modules]\nproxy = "https://x.test/?token=ghp_' + "a" * 36 + '"',
            ":2|the address in modules.proxy contains a password or user name",
        ),
        ('[modules]\nprivate = ["a["]', ":2|a[ in modules.private never matches a module path"),
        (
            '[go]\nversion = "1.23"\n[fips]\nmodule = "latest"',
            ":4|Go 1.23 has no FIPS 140 module, which fips.module asks for",
        ),
        (
            '[godebug]\nfips140 = "off"\n[fips]\nmodule = "latest"',
            ":2|godebug.fips140 turns off what fips.module asks for",
        ),
    ],
)
def test_what_nobody_can_mean_is_refused(text: str, said: str) -> None:
    assert refused(text) == said
    assert "secret" not in refused(text)


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("go", "sources", '["https://go.dev/dl/", "https://me:secret@dl.corp/"]'),
        ("go", "sources", '["HTTP://secret@dl.corp"]'),
        ("go", "sources", '["https://dl.corp/go?token=secret"]'),
        ("go", "sources", '["me:secret@dl.corp/go"]'),
        ("go", "sources", '["https:me:secret@dl.corp/go"]'),
        ("go", "sources", '["ftp:\\\\\\\\me:secret@dl.corp"]'),
        ("modules", "proxy", '"https://proxy.golang.org,https://me:secret@goproxy.corp,direct"'),
        ("modules", "proxy", '"me:secret@goproxy.corp"'),
        ("modules", "proxy", '"https:/me:secret@goproxy.corp"'),
        ("modules", "sumdb", '"sum.golang.org https://me:secret@sum.corp"'),
        ("modules", "sumdb", '"me:secret@sum.corp"'),
    ],
)
def test_no_address_has_a_password_in_it(section: str, key: str, value: str) -> None:
    said = refused(f"[{section}]\n\n{key} = {value}")
    assert said.startswith(f":3|the address in {section}.{key}")
    assert said.endswith("contains a password or user name")
    assert "secret" not in said


@pytest.mark.parametrize(
    "source", ["/srv/go@corp", "./go@corp", "go@corp", "C:\\\\go@1", "https://dl.corp:8443/go@1"]
)
def test_a_sign_that_separates_no_user_may_be_in_an_address(source: str) -> None:
    assert len(parse(f'[go]\nsources = ["{source}"]'.encode(), FILE).go.sources) == 1


def test_a_file_that_is_no_text_is_told_with_the_line() -> None:
    assert refused(b"[wsl]\n\xff\n") == ":2|the file is not UTF-8 text"


def test_a_byte_order_mark_and_crlf_are_fine() -> None:
    assert parse('\ufeff[tmpfs]\r\nsize = "4g"\r\n'.encode(), FILE).tmpfs.size == "4g"


def test_the_line_that_editors_read_says_nothing_of_the_machine() -> None:
    assert parse(b'"$schema" = "https://example.org/schema.json"\n', FILE) == Wanted()


def test_what_is_too_big_or_not_there_is_said(tmp_path: Path) -> None:
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * (reading.SIZE_LIMIT + 1))
    for path in (big, tmp_path / "no.toml", tmp_path):
        with pytest.raises(InputError, match="cannot be used"):
            load(path)


def test_a_value_without_a_file_is_refused_in_the_words_of_who_asks() -> None:
    def refuse(where: str, why: Text) -> InputError:
        return InputError("x", why)

    with pytest.raises(InputError, match=r"wsl\.systemd must be true or false"):
        checked({"wsl": {"systemd": 1}}, refuse)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[wslconfig]\nprocessors = " + "9" * 5000, ":1| the file is not valid TOML"),
        ("[wslconfig]\nprocessors = 0x" + "f" * 5000, "| wslconfig.processors must be"),
        ("a" + ".a" * 30000 + " = 1", "| it is nested too deeply"),
        ("x = " + "[" * 20000 + "]" * 20000, "| it is nested too deeply"),
        ("a" * 60000, "| the file is not valid TOML"),
        ("[ " * 30000, "| it is nested too deeply"),
        ('[go]\nversion = """\n' + "]\n" * 30000 + '"""', "| go.version must be"),
    ],
)
def test_a_file_that_was_made_to_do_harm_is_one_sentence_soon(text: str, said: str) -> None:
    assert said.split("| ")[1] in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        '[go]\nversion = "1.25\\n"',
        '[modules]\nproxy = "https://goproxy.test\\n"',
        '[modules]\nsumdb = "sum.golang.org\\n"',
        '[tmpfs]\nsize = "4g\\n"',
        '[wslconfig]\nmemory = "4GB\\n"',
        '[wslconfig]\nkernelCommandLine = "a=b\\n"',
        '[godebug]\nnetdns = "go\\n"',
        '[fips]\nmodule = "v1.0.0\\n"',
        '[tls]\nauthorities = ["/a\\r.crt"]',
        '[projects]\nfolders = ["/a\\u001b[2J"]',
        '[go]\nsources = ["/a\\u2028b"]',
    ],
)
def test_no_value_ends_a_line_of_the_file_that_it_is_written_to(text: str) -> None:
    assert "contains a line break or a control character" in refused(text)
