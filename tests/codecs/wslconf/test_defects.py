"""What is wrong with a file, and that its repairs repair."""

from __future__ import annotations

import pytest

from tests.wslconf.repairs import all_repaired
from wizard.codecs.wslconf.defects import Defect, DefectKind, defects, repair_defect, repair_line
from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.keys import Dialect

CONF, CONFIG = Dialect.WSL_CONF, Dialect.WSLCONFIG


def found(data: bytes, dialect: Dialect, kind: DefectKind) -> tuple[Document, list[Defect]]:
    document = parse(data, dialect)
    return document, [defect for defect in defects(document) if defect.kind is kind]


def only(data: bytes, dialect: Dialect, kind: DefectKind) -> tuple[Document, Defect]:
    document, (defect,) = found(data, dialect, kind)
    return document, defect


def repaired(data: bytes, dialect: Dialect, kind: DefectKind) -> bytes:
    document, defect = only(data, dialect, kind)
    return repair_defect(document, defect).data


def test_a_good_file_has_no_defects() -> None:
    assert defects(parse(b"# c\n[boot]\nsystemd=true # c\n\n[user]\ndefault=me\n", CONF)) == ()
    assert defects(parse(b"[wsl2]\r\nmemory=4GB\r\nkernel=C:\\\\k\r\n", CONFIG)) == ()
    assert defects(parse("\ufeff[wsl2]\nmemory=4GB\n".encode("utf-16-le"), CONFIG)) == ()
    assert defects(parse(b"", CONF)) == ()


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_in_wsl_conf_is_the_only_thing_wrong_with_it(codec: str) -> None:
    text = "[user]\r\ndefault=用户\r\n"
    document = parse(text.encode(codec), CONF)
    (defect,) = defects(document)
    assert (defect.kind, defect.line) == (DefectKind.UTF16, 1)
    after = repair_defect(document, defect)
    assert after.data == text.replace("\r\n", "\n").encode()
    assert repair_line(document, 1).get("user", "default") == "用户"


def test_big_endian_utf16_in_wslconfig_becomes_utf8_with_its_line_ends() -> None:
    data = "\ufeff[wsl2]\r\nmemory=4GB\r\n".encode("utf-16-be")
    assert repaired(data, CONFIG, DefectKind.UTF16) == b"[wsl2]\r\nmemory=4GB\r\n"


def test_a_mark_before_wsl_conf() -> None:
    data = b"\xef\xbb\xbf[boot]\nsystemd=true\n"
    assert repaired(data, CONF, DefectKind.BYTE_ORDER_MARK) == b"[boot]\nsystemd=true\n"
    assert [defect.kind for defect in defects(parse(data, CONF))] == [DefectKind.BYTE_ORDER_MARK]


def test_marks_between_files_that_were_put_together() -> None:
    data = b"[boot]\n\xef\xbb\xbf\xef\xbb\xbfsystemd=true\n"
    assert repaired(data, CONF, DefectKind.BYTE_ORDER_MARK) == b"[boot]\nsystemd=true\n"


def test_utf16_is_repaired_at_the_line_where_wsl_stops() -> None:
    document = parse("\n[boot]\n; c\n".encode("utf-16-le"), CONF)
    assert document.stops_at == 2
    assert repair_line(document, 2).data == b"\n[boot]\n; c\n"


def test_crlf_in_wsl_conf_but_not_in_wslconfig() -> None:
    assert repaired(b"[boot]\nsystemd=1\r\n", CONF, DefectKind.CRLF) == b"[boot]\nsystemd=1\n"
    assert only(b"[boot]\nsystemd=1\r\n", CONF, DefectKind.CRLF)[1].line == 2
    assert found(b"[wsl2]\r\n", CONFIG, DefectKind.CRLF)[1] == []


@pytest.mark.parametrize("dialect", [CONF, CONFIG])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# mine\r[user]\rdefault=me\r", b"# mine\n[user]\ndefault=me\n"),
        (b"[user] # mine\rdefault=me\n", b"[user] # mine\ndefault=me\n"),
        (b"[user]\rdefault=me # mine\r[boot]\r", b"[user]\ndefault=me # mine\n[boot]\n"),
        (b"[user]\n# a\rdefault=you\ndefault=me\n", None),
    ],
)
def test_a_comment_hides_lines_that_end_in_cr_alone(
    dialect: Dialect, before: bytes, after: bytes | None
) -> None:
    """To WSL it goes on to the next LF: whoever wrote the lines sees them below it."""
    _, defect = only(before, dialect, DefectKind.LONE_CR)
    assert defect.line == before[: before.index(b"#")].count(b"\n") + 1
    if after is not None:
        assert repaired(before, dialect, DefectKind.LONE_CR) == after


def test_a_line_that_would_win_over_one_in_force_stays_a_comment() -> None:
    before = b"[boot]\n# a\rsystemd=false\nsystemd=true\n"
    assert repaired(before, CONF, DefectKind.LONE_CR) == b"[boot]\n# a\n# systemd=false\nsystemd=true\n"


def test_a_hidden_header_that_would_take_settings_away_is_left_to_its_author() -> None:
    before = b"[boot]\n# a\r[user]\nsystemd=true\n"
    assert only(before, CONF, DefectKind.LONE_CR)[1].repair is None


@pytest.mark.parametrize(
    "data",
    [
        b"[boot]\rsystemd=true\r[user]\rdefault=me\r",
        b"[boot]\r# a\r# b\rsystemd=true\r"[:14],
        b"# only\r# comments\r\n",
        b"[boot]\ncommand=echo a \\\r b\n",
        b"[boot]\nsystemd=true\r\r\n",
    ],
)
def test_lines_that_end_in_cr_alone_are_read_where_no_comment_is_above(data: bytes) -> None:
    assert found(data, CONF, DefectKind.LONE_CR)[1] == []


def test_a_missing_last_line_end() -> None:
    assert repaired(b"[boot]\nsystemd=1", CONF, DefectKind.NO_FINAL_NEWLINE) == b"[boot]\nsystemd=1\n"
    assert repaired(b"[wsl2]\r\nmemory=1GB", CONFIG, DefectKind.NO_FINAL_NEWLINE).endswith(b"1GB\r\n")


def test_a_last_backslash_is_a_defect_of_its_own_and_gets_no_line_end_that_would_continue_the_line() -> None:
    document = parse(b"[boot]\ncommand=a\\", CONF)
    (defect,) = defects(document)
    assert (defect.kind, defect.line) == (DefectKind.BACKSLASH_AT_END, 2)
    assert repair_defect(document, defect).get("boot", "command") == "a\\"
    (defect,) = defects(parse(b"[wsl2]\nkernel=a\\", CONFIG))
    assert defect.kind is DefectKind.UNREADABLE_LINE


def test_what_control_z_hides_is_shown_and_what_is_in_force_stays() -> None:
    data = b"[wsl2]\nmemory=4GB\x1amemory=8GB\nswap=\x1a0\n"
    document = parse(repaired(data, CONFIG, DefectKind.CONTROL_Z), CONFIG)
    assert document.data == b"[wsl2]\nmemory=4GB\nmemory=8GB\nswap=0\n"
    assert (document.get("wsl2", "memory"), document.get("wsl2", "swap")) == ("4GB", "0")


def test_a_glued_header_is_split_off_and_its_keys_are_not_called_unknown() -> None:
    data = b"[user]\ndefault=me [boot] # c\nsystemd=true\n[user]\nzz=1\n"
    document, defect = only(data, CONF, DefectKind.GLUED_HEADER)
    assert (defect.line, defect.key, defect.text, defect.suggestion) == (
        2,
        "user.default",
        "me [boot]",
        "[boot]",
    )
    assert [each.key for each in defects(document) if each.kind is DefectKind.UNKNOWN_KEY] == ["user.zz"]
    after = repair_defect(document, defect)
    assert after.data == b"[user]\ndefault=me\n[boot] # c\nsystemd=true\n[user]\nzz=1\n"
    assert after.effective()["boot.systemd"] is True


def test_a_header_may_be_glued_to_a_quote() -> None:
    data = b'[user]\ndefault="me"[boot]\n'
    assert repaired(data, CONF, DefectKind.GLUED_HEADER) == b'[user]\ndefault="me"\n[boot]\n'


def test_a_glued_header_rules_up_to_the_next_header() -> None:
    data = b"[user]\ndefault=me[boot]\ncommand=x\n[network]\ncommand=x\n"
    assert [each.line for each in found(data, CONF, DefectKind.UNKNOWN_KEY)[1]] == [5]


@pytest.mark.parametrize("value", [b'"me[boot]"', b"me[you]", b"[a-z]", b"me[boot]x"])
def test_other_brackets_are_no_glued_headers(value: bytes) -> None:
    assert found(b"[user]\ndefault=" + value + b"\n", CONF, DefectKind.GLUED_HEADER)[1] == []


def test_a_glued_header_keeps_its_keys_from_being_taken_for_duplicates() -> None:
    data = b"[interop]\nenabled=true\nappendWindowsPath=1[automount]\nenabled=false\n"
    assert found(data, CONF, DefectKind.DUPLICATE_KEY)[1] == []
    assert all_repaired(data, CONF).resolved() == {"automount.enabled": False}


@pytest.mark.parametrize(
    ("value", "better"), [("yes", "true"), ("'true'", "true"), ("OFF", "false"), ("maybe", "")]
)
def test_a_flag_that_wsl_does_not_take(value: str, better: str) -> None:
    document, defect = only(f"[boot]\nsystemd={value} # c\n".encode(), CONF, DefectKind.BAD_VALUE)
    assert (defect.key, defect.text, defect.suggestion) == ("boot.systemd", value, better)
    expected = f"[boot]\nsystemd={better or value} # c\n".encode()
    assert repair_defect(document, defect).data == expected
    assert (defect.repair is None) == (better == "")


def test_a_later_line_of_a_key_that_is_in_force_becomes_a_comment() -> None:
    data = b"[wsl2]\nmemory=4GB\n[experimental]\nfirewall=0\n[wsl2]\nfirewall=1\nmemory=8GB # c\n"
    document, pair = found(data, CONFIG, DefectKind.DUPLICATE_KEY)
    assert [(each.line, each.key) for each in pair] == [(6, "wsl2.firewall"), (7, "wsl2.memory")]
    after = all_repaired(data, CONFIG)
    kept = b"[wsl2]\nmemory=4GB\n[experimental]\nfirewall=0\n[wsl2]\n"
    assert after.data == kept + b"# firewall=1\n# memory=8GB # c\n"
    assert after.resolved() == document.resolved()


def test_the_first_good_value_below_a_bad_one_moves_up() -> None:
    data = b"[boot]\nsystemd=banana # c\nsystemd=yes\nsystemd=1 # d\nsystemd=0\n"
    comments = b"# systemd=yes\n# systemd=1 # d\n# systemd=0\n"
    assert all_repaired(data, CONF).data == b"[boot]\nsystemd=1 # c\n" + comments
    document, defect = only(data, CONF, DefectKind.BAD_VALUE)
    assert defect.suggestion == "1"
    assert (
        repair_defect(document, defect).data
        == b"[boot]\nsystemd=1 # c\nsystemd=yes\n# systemd=1 # d\nsystemd=0\n"
    )


def test_without_a_good_value_the_first_that_can_be_understood_is_put_right() -> None:
    after = all_repaired(b"[boot]\nsystemd=banana\nsystemd=yes\n", CONF).data
    assert after == b"[boot]\nsystemd=true\n# systemd=yes\n"


def test_an_unknown_key_is_told_with_the_nearest_known_one_and_left_alone() -> None:
    data = b"[wsl2]\nsparseVhd=1\nmemmory=1GB\nnothing=1\n[w]\nprocessors=2\n[boot]\nsystemd=1\n"
    _, unknown = found(data, CONFIG, DefectKind.UNKNOWN_KEY)
    assert [(each.key, each.suggestion, each.home) for each in unknown] == [
        ("wsl2.sparseVhd", "experimental.sparseVhd", None),
        ("wsl2.memmory", "wsl2.memory", None),
        ("wsl2.nothing", "", None),
        ("w.processors", "wsl2.processors", None),
        ("boot.systemd", "boot.systemd", CONF),
    ]
    assert all(each.repair is None for each in unknown)


def test_keys_below_a_malformed_header_are_not_called_unknown() -> None:
    assert [each.kind for each in defects(parse(b"[experimental] x\nsparseVhd=1\n", CONFIG))] == [
        DefectKind.UNREADABLE_LINE
    ]


def test_a_key_outside_a_section() -> None:
    _, defect = only(b"systemdd=true\n[boot]\n", CONF, DefectKind.OUTSIDE_SECTION)
    assert (defect.line, defect.key, defect.suggestion) == (1, "systemdd", "boot.systemd")


def test_a_path_whose_backslashes_became_control_characters() -> None:
    data = b"[wsl2]\nswapFile=C:\\temp\\new.vhdx # c\n"
    document = parse(repaired(data, CONFIG, DefectKind.SILENT_ESCAPE), CONFIG)
    assert document.data == b'[wsl2]\nswapFile="C:\\\\temp\\\\new.vhdx" # c\n'
    assert document.get("wsl2", "swapFile") == "C:\\temp\\new.vhdx"


def test_a_control_character_that_was_not_escaped_is_not_for_us_to_take_away() -> None:
    assert defects(parse(b"[wsl2]\nswapFile=C:\\\\a\tb\n", CONFIG)) == ()


def test_letters_that_wslconfig_garbles() -> None:
    _, defect = only("[wsl2]\nkernel=C:\\\\用户\n# é\n".encode(), CONFIG, DefectKind.NON_ASCII)
    assert (defect.line, defect.key, defect.repair) == (2, "wsl2.kernel", None)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        (b"macAddress=0015.5daa.bbcc # c", b"macAddress=00:15:5D:AA:BB:CC # c"),
        (b"macAddress=none # c", b"# macAddress=none # c"),
        (b"  macAddress=\r", b"  # macAddress=\n"),
    ],
)
def test_a_hardware_address_that_keeps_wsl_from_starting(line: bytes, becomes: bytes) -> None:
    data = b"[wsl2]\n" + line + (b"" if line.endswith(b"\r") else b"\n") + b"swap=0\n"
    document, defect = only(data, CONFIG, DefectKind.FATAL_VALUE)
    after = repair_defect(document, defect)
    assert after.data == b"[wsl2]\n" + becomes.rstrip(b"\n") + b"\nswap=0\n"
    assert (after.exception, after.get("wsl2", "swap")) == (None, "0")


def test_defects_below_a_stop_are_told_at_once() -> None:
    data = b"; c\n[ boot ]\nsystemd=yes\ncommand: x\n[boot]\nsystemd=true\n"
    assert [(each.line, each.kind.value) for each in defects(parse(data, CONF))] == [
        (1, "unreadable-line"),
        (2, "unreadable-line"),
        (3, "bad-value"),
        (4, "unreadable-line"),
        (6, "duplicate-key"),
    ]
    assert all_repaired(data, CONF).data == b"# c\n[boot]\nsystemd=true\ncommand=x\n[boot]\n# systemd=true\n"


def test_a_line_is_repaired_once_and_another_document_is_left_alone() -> None:
    document, defect = only(b"[boot]\n; c\n", CONF, DefectKind.UNREADABLE_LINE)
    after = repair_defect(document, defect)
    assert repair_defect(after, defect) is after
    other = parse(b"[boot]\n# other\n", CONF)
    assert repair_defect(other, defect) is other


def test_repair_takes_a_line_and_leaves_good_ones_as_they_are() -> None:
    document = parse(b"[wsl2]\nmemory: 4GB\nfirewall=off\n", CONFIG)
    assert repair_line(document, 1) is document
    crlf = parse(b"[boot]\r\n", CONF)
    assert repair_line(crlf, 1) is crlf
    assert repair_line(document, 2).data == b"[wsl2]\nmemory=4GB\nfirewall=off\n"
    assert repair_line(document, 3).data == b"[wsl2]\nmemory: 4GB\nfirewall=false\n"


def test_a_mark_and_what_is_behind_it_are_repaired_together() -> None:
    assert repair_line(parse(b"\xef\xbb\xbf\xef\xbb\xbf; c\n[boot]\n", CONF), 1).data == b"# c\n[boot]\n"
