"""Texts that look like WSL's configuration files, with everything people and editors do to them."""

from __future__ import annotations

from hypothesis import strategies as st

from wizard.codecs.wslconf.keys import KEYS, Dialect

dialects = st.sampled_from(list(Dialect))

_BLANKS = st.sampled_from(["", "", "", " ", "\t", "  "])
_ENDS = st.sampled_from(["\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "", "\r\r\n"])
_COMMENTS = st.sampled_from(["", "", "# c", '#cm "x', "# \\", "#[boot]", "# é 用", "#\r#"])
_SECTIONS = st.sampled_from(
    [
        "boot",
        "user",
        "network",
        "wsl2",
        "experimental",
        "general",
        "interop",
        "automount",
        "wsl",
        "foo",
        "X1",
        "BOOT",
    ]
)
_NAMES = sorted({key.name.partition(".")[2] for keys in KEYS.values() for key in keys})
_KEYS = st.one_of(
    st.sampled_from(["systemd", "default", "memory", "firewall", "command", "Systemd", "zz", "macAddress"]),
    st.sampled_from(_NAMES),
)
_VALUES = st.one_of(
    st.sampled_from(
        ["true", "1", "yes", "false", "me", "me[boot]", "4GB", "4 gb", "-1", "0x10", "022", "=x", "nat"]
    ),
    st.sampled_from(
        ['"a # b"', '"open', r"say \"hi\"", "'q'", 'x"y z"w', '"a" "b"', '"', '""', '"  " ', "a b"]
    ),
    st.sampled_from(
        [r"C:\Users\me", r"C:\\k", r"C:\temp", "a\\", "\\", r"\é", r"\u", r"\n", "a\\\nb", "a\\\r\nb"]
    ),
    st.sampled_from(
        ["中文", "é", "😀", "10,20,p", "00:15:5D:aa:bb:cc", "0015.5daa.bbcc", "10.0.0.1", "10.0.0.256"]
    ),
    st.text(alphabet='ab"\\#=[] \t\x00\x1aé\x0c😀nt;', max_size=8),
)
_PAIRS = st.builds("{}{}{}={}{}{}".format, _BLANKS, _KEYS, _BLANKS, _BLANKS, _VALUES, _BLANKS)
_HEADERS = st.builds("{}[{}]{}".format, _BLANKS, _SECTIONS, _BLANKS)
_ODD = st.one_of(
    st.sampled_from(
        [
            "; c",
            "// c",
            "[ boot ]",
            '["wsl2"]',
            "[wsl-2]",
            "[boot] x",
            "[boot]systemd=true",
            "[boot",
            "[",
            "[=x",
            "[]",
        ]
    ),
    st.sampled_from(
        ["garbage", "k_v=1", "systemd: true", "kernel: C:\\x", "\ufeff", "!", "é=1", "9k=1", "a\\", "\x1a"]
    ),
    st.sampled_from(
        ["[my-tool]", "memory 4GB", "  ", "\x0c", "\x00", "[[boot]]", "[experimental # c", "\uffff"]
    ),
)
_CUT_HEADERS = st.builds(
    lambda name, at, rest: f"[{name[:at]}{rest}",
    _SECTIONS,
    st.integers(1, 6),
    st.sampled_from([" 2]", "", "-x]", "] x"]),
)
"""Headers that end where WSL does not expect it, so that it gives the keys below them mangled names."""
_LINES = st.builds(
    "{}{}{}".format, st.one_of(_PAIRS, _PAIRS, _HEADERS, _CUT_HEADERS, _ODD, st.just("")), _COMMENTS, _ENDS
)

shaped = st.builds(
    lambda start, lines: (start + "".join(lines)).encode(),
    st.sampled_from(["", "", "", "\ufeff", "\ufeff\ufeff"]),
    st.lists(_LINES, max_size=12),
)
"""Files with lines good and bad, whole and cut, in all line ends."""

recoded = st.builds(
    lambda data, codec: data.decode().encode(codec, "surrogatepass"),
    shaped,
    st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]),
)

anything = st.one_of(
    shaped,
    shaped,
    recoded,
    st.binary(max_size=60),
    st.lists(st.sampled_from(b'[]=#"\\\r\n\t ab\x00\x1a\xef\xbb\xbf\xff\xfe'), max_size=40).map(bytes),
)
"""Bytes of every kind a wizard may meet under one of these names."""

_TIDY_VALUES = st.sampled_from(["true", "a b", '"a # b"', r"C:\\k", "4GB", ""])
_TIDY_LINES = st.one_of(
    st.builds("{}{}={}{}".format, _BLANKS, _KEYS, _TIDY_VALUES, st.sampled_from(["", " # c"])),
    st.builds("[{}]{}".format, _SECTIONS, st.sampled_from(["", " # c"])),
    st.sampled_from(["", "# c", "  # [boot]"]),
)
tidy = st.builds(
    lambda lines, end: "".join(line + end for line in lines).encode(),
    st.lists(_TIDY_LINES, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)
"""Files without a bad line, every line ended."""

names = st.one_of(_SECTIONS, st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,5}", fullmatch=True))
keys = st.one_of(_KEYS, st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,5}", fullmatch=True))
values = st.one_of(
    st.sampled_from(
        ["true", "", " a ", "a#b", 'a"b', "C:\\Users\\new", "me[boot]", "\t", "a\nb", "=x", "\\"]
    ),
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=12),
)
