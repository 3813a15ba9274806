"""The table of secrets that are known by their shape or by where they stand."""

from __future__ import annotations

from typing import Final, NamedTuple

from wizard.model.shown.secret_names import VALUE, WORDS


class Row(NamedTuple):
    """One kind of secret. *pattern* finds it if one of *anchors* is in the text (in small letters): most texts
    hold none, and are not searched. Its group ``secret`` is masked, all of it if it has none. *within*: only
    inside of what this finds, such as all of one command."""

    anchors: tuple[str, ...]
    pattern: str
    within: str = ""


def _command(programs: str) -> str:
    """All of a command, with the lines that it goes on in."""
    return rf"(?<![\w.-])(?:{programs})(?:\.exe)?[\"']?[ \t,](?:[^\n\\]|\\[\s\S])*"


def _option(letters: str, value: str = VALUE) -> str:
    """An option and its value, in a command or in a list of words."""
    gap = r"(?:[\"'][ \t]*,[ \t]*|[ \t=]*(?:\\\n[ \t]*)?)"
    return rf"(?<![^\s\"'])(?:{letters}){gap}(?P<secret>{value})"


_PAIR: Final = (
    r"(?:(?:\"[^\"\n:]*\"|'[^'\n:]*'):(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"']+)"
    r"|\"[^\"\n]*:[^\"\n]*\"|'[^'\n]*:[^'\n]*'|[^\s\"':•]+:[^\s\"']*)"
)
_QUOTED_REST: Final = r"(?:(?<=\")(?:\\.|[^\"\\\n])+|(?<=')[^'\n]+|(?<![\"'])[^\s\"'\n][^\"'\n]*)"

TOKENS: Final = (
    Row(("gh",), r"\bgh[pousr]_[A-Za-z0-9_]{8,}"),
    Row(("github_pat_",), r"\bgithub_pat_[A-Za-z0-9_]{8,}"),
    Row(("gl",), r"\bgl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|ffct|oas|sa)[-_][A-Za-z0-9_.-]{8,}"),
    Row(("xox", "xapp-"), r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[A-Za-z0-9-]{6,}"),
    Row(("akia", "asia", "abia", "acca"), r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b"),
    Row(("aiza", "ya29.", "gocspx-"), r"\b(?:AIza|ya29\.|GOCSPX-)[A-Za-z0-9_.-]{16,}"),
    Row(("k_live_", "k_test_", "whsec_"), r"\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9_]{6,}"),
    Row(("sk-",), r"(?<![\w-])sk-(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{16,}"),
    Row(("npm_", "hf_", "gsk_", "sgp_"), r"\b(?:npm|hf|gsk|sgp)_[A-Za-z0-9]{16,}"),
    Row(("dckr_pat_", "dop_v1_", "doo_v1_"), r"\b(?:dckr_pat|do[opr]_v1)_[A-Za-z0-9_-]{12,}"),
    Row(("lin_api_", "shp", "figd_", "rubygems_"), r"\b(?:lin_api|shp(?:at|ca|pa|ss)|figd|rubygems)_\w{12,}"),
    Row(("pypi-", "nvapi-", "xai-"), r"\b(?:pypi|nvapi|xai)-[A-Za-z0-9_-]{16,}"),
    Row(("tskey-", "pmak-", "nrak-", "pul-"), r"\b(?:tskey|PMAK|NRAK|pul)-[A-Za-z0-9_-]{16,}"),
    Row(("sntrys_", "sntryu_", "dapi"), r"\b(?:sntry[su]_\w{16,}|dapi[0-9a-f]{16,})"),
    Row(("hvs.", "hvb.", "hvr.", "sg."), r"\b(?:hv[sbr]|SG)\.[A-Za-z0-9_.-]{16,}"),
    Row(("atatt", "atbb", "atctt"), r"\b(?:ATATT|ATBB|ATCTT)[A-Za-z0-9_=.-]{12,}"),
    Row(("age-secret-key-",), r"\bAGE-SECRET-KEY-[A-Z0-9]{8,}"),
    Row(("eyj",), r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)*"),
    Row(("$",), r"\$(?:1|2[abxy]|5|6|y|gy|7|apr1|argon2id?)\$[./A-Za-z0-9$=,+]{20,}"),
    Row((":aa",), r"\b\d{8,10}:AA[A-Za-z0-9_-]{30,}"),
    Row((".",), r"\b[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}"),
)
"""Tokens that say whose they are, by the prefix that their makers gave them; of a web token its two first parts."""

_KEYS: Final = (
    Row(
        ("private key",),
        r"(?s)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,40}-----"
        r"(?P<secret>.*?)(?=-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,40}-----|\Z)",
    ),
    Row(("private-lines:",), r"Private-Lines:[^\n]*\n(?P<secret>(?:[A-Za-z0-9+/=]+(?:\n|\Z))+)"),
)
_ADDRESSES: Final = (
    # Alone, `git` is no secret; any other name may be a token.
    # As a path, an address has one slash left.
    Row(
        ("http:/", "https:/", "http:\\", "https:\\"),
        r"(?i)\bhttps?:[/\\](?P<secret>[^\s/\\?#\"'<>@]{1,1000})(?=@)",
    ),
    Row(("://",), r"://(?!git@)(?P<secret>[^\s/?#\"'<>]{1,1000})(?=@)"),
    Row(
        ("://",),
        r"://(?P<secret>[^\s:/?#\"'<>@]{1,200}:(?!\d{1,5}(?:[/?#,|\s\"']|\Z))[^\s\"'<>@]{0,400})(?=@)",
    ),
    Row(
        ("@",),
        r"(?<![^\s=;,\"'])(?P<secret>[^\s:/?#@\"'<>=;,]{1,200}:[^\s/?#@\"'<>;,]{1,200})(?=@[A-Za-z0-9.-]+:\d{1,5}\b)",
    ),
    # Go's driver of MySQL.
    Row(
        ("@tcp", "@unix("),
        r"(?<![^\s=\"'])(?P<secret>[^\s:/?#@\"'<>=•]{1,200}:[^\s@\"'<>]{1,200})(?=@(?:tcp6?|unix)\()",
    ),
    # Whoever knows such an address may post to it.
    Row(
        ("hook", "api.telegram.org", "/with/key/"),
        r"(?i)(?:hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/|/api/webhooks/|/hooks/catch/"
        r"|webhook\.office(?:365)?\.com/webhookb2/|/bot/v2/hook/|api\.telegram\.org/bot|/with/key/"
        r"|/hooks?/(?=\w{16}))(?P<secret>[^\s\"'<>]+)",
    ),
    Row(
        ("?", "&"),
        rf"(?i)[?&][\w.-]{{0,64}}?(?:{WORDS}|\bsig|signature|\bkey|\bcode|\bauth|\bpwd)[\w.-]{{0,64}}="
        r"(?P<secret>[^&\s\"'<>#•]+)",
    ),
    Row(("pwd",), r"(?i)(?<=;)[ \t]*pwd[ \t]*=[ \t]*(?P<secret>[^;\s\"'•]+)"),
    Row(("jdbc:oracle",), r"(?i)\bjdbc:oracle:\w+:[^\s/@]{1,100}/(?P<secret>[^\s@\"']+)(?=@)"),
    Row(("sharedaccesssignature",), r"(?i)\bSharedAccessSignature[ \t=]+(?P<secret>[^\s\"'•]+)"),
)
_HEADERS: Final = (
    Row(
        ("authorization", "cookie"),
        r"(?i)(?:(?:proxy-)?authorization[\"']?[ \t]*[:=][ \t]*[\"']?"
        r"|\b(?:set-)?cookie[\"']?[ \t]*:[ \t]*[\"']?(?=[^\n]{0,200}=))"
        rf"(?P<secret>{_QUOTED_REST})",
    ),
    Row(
        ("x-",),
        r"(?i)\bx-[\w-]{0,40}(?:auth|key|session)[\w-]{0,40}[\"']?[ \t]*:[ \t]*[\"']?"
        rf"(?P<secret>{_QUOTED_REST})",
    ),
    Row(
        ("bearer", "basic", "digest", "negotiate"),
        r"(?i)\b(?:bearer|basic|digest|negotiate)[ \t]+(?=\S{0,300}?(?:[0-9=]|(?-i:[a-z][A-Z])))"
        r"(?P<secret>[A-Za-z0-9+/._~=-]{8,})",
    ),
)
_FILES: Final = (
    # ~/.netrc, on one line and on several.
    Row(("password",), r"(?m)^[ \t]*password[ \t]+(?P<secret>[^\s•]\S*)(?=[ \t]*\r?$)"),
    Row(
        ("password",),
        rf"(?i)\blogin\s+\S+(?:\s+account\s+\S+)?\s+password\s+(?P<secret>{VALUE})",
    ),
    Row(("password",), rf"(?i)\b(?:machine\s+\S+|default)\s+password\s+(?P<secret>{VALUE})"),
    # ~/.pgpass is host:port:database:user:password.
    Row((":",), r"(?m)^[^\s:#]+:(?:\d+|\*):[^\s:]+:[^\s:]+:(?P<secret>[^\s:•]+)(?=\r?$)"),
    Row(("user",), r"(?i)\buser(?:name)?=[^\s,%=\"']+%(?P<secret>[^\s,\"'•]+)"),
    Row(('"auth"',), r"\"auth\"[ \t]*:[ \t]*\"(?P<secret>[^\"\n]+)"),
    Row(("</",), rf"(?i)<[\w.:-]{{0,64}}(?:{WORDS})[\w.:-]{{0,64}}>(?P<secret>[^<\n]+)(?=</)"),
    Row(
        ("value",),
        rf"(?i)(?:key|name)=[\"'][^\"'\n]{{0,80}}(?:{WORDS})[^\"'\n]{{0,80}}[\"'][ \t]+"
        r"value=[\"'](?P<secret>[^\"'\n]+)",
    ),
)
_OPTIONS: Final = (
    Row(
        ("curl", "http", "wget", "xh", "etcdctl"),
        _option("-[A-Za-z]*[uU]|--(?:proxy-)?user|-a|--auth", _PAIR),
        _command("curl|https?|httpie|xhs?|wget|etcdctl"),
    ),
    Row(
        ("curl", "http", "wget"),
        _option("-b|--cookie|--oauth2-bearer|--(?:proxy-)?pass(?![a-z])"),
        _command("curl|https?|xh|wget"),
    ),
    Row(("sshpass",), _option("-p"), _command("sshpass")),
    # Where what follows a blank is no password: these then ask for it.
    Row(
        ("mysql", "mariadb", "7z", "rar"),
        r"(?<![^\s\"'])-p(?P<secret>[^\s\"',]\S*|\"[^\"\n]+\"|'[^'\n]+')",
        _command(r"(?:mysql|mariadb)[\w-]*|7z[arz]?|(?:un)?rar"),
    ),
    Row(
        (
            *("login", "mongo", "snowsql", "rabbitmqadmin", "cqlsh", "cypher-shell", "rdesktop"),
            *("youtube-dl", "yt-dlp", "useradd", "usermod"),
        ),
        _option("-p"),
        _command(
            r"(?:docker|podman|nerdctl|az|oc|cf|helm[ \t]+registry)[ \t]+login|mongo\w*|snowsql"
            r"|rabbitmqadmin|cqlsh|cypher-shell|rdesktop|youtube-dl|yt-dlp|user(?:add|mod)"
        ),
    ),
    Row(("redis-cli",), _option("-a"), _command("redis-cli")),
    Row(("ldap",), _option("-[a-zA-Z]?w"), _command("ldap[a-z]+")),
    Row(
        ("zip", "ssh-keygen", "mosquitto", "sqlcmd", "bcp", "ipmitool"),
        _option("-[PN]"),
        _command(r"(?:un)?zip|mosquitto_\w+|sqlcmd|bcp|ssh-keygen|ipmitool"),
    ),
    Row(("snmp",), _option("-[AXc]"), _command("snmp[a-z]+")),
    Row(("smbclient",), rf"\bsmbclient[ \t]+[\"']?(?://|\\\\)\S+[ \t]+(?P<secret>(?!-){VALUE})"),
    Row(
        ("client",),
        r"(?<![^\s\"'])-U[\"']?[ \t,=]*[^\s%\"']+%(?P<secret>[^\s\"'•]+)",
        _command("smbclient|rpcclient"),
    ),
    Row(
        ("htpasswd",),
        rf"-\w{{0,6}}b\w{{0,6}}[ \t]+\S+[ \t]+\S+[ \t]+(?P<secret>{VALUE})",
        _command("htpasswd"),
    ),
    Row(
        ("echo", "printf"),
        r"\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)*(?P<secret>[^\s|][^\n|]{0,300}+)(?=\|[ \t]*"
        r"(?:sudo[ \t]+(?:-\w+[ \t]+)*-\w*S|(?:sudo[ \t]+)?(?:chpasswd|kinit|cryptsetup)"
        r"|[^\n|]{0,300}?--(?:password-stdin|pass-stdin|with-token)))",
    ),
    Row(("<<<",), rf"(?:--password-stdin|--with-token)[ \t]*<<<[ \t]*(?P<secret>{VALUE})"),
    Row(
        ("<<<",),
        rf"<<<[ \t]*(?P<secret>{VALUE})",
        _command(
            r"su|kinit|vncpasswd|keyring|pass|wrangler|gpg2?|cryptsetup|chpasswd|passwd|sudo[ \t]+-\w*S"
        ),
    ),
    Row(("<(",), r"<\((?:echo|printf)[ \t]+(?P<secret>[^\s)][^)\n]*)"),
    Row(("pass:",), rf"\bpass:(?P<secret>{VALUE})", _command("openssl")),
    Row(("openssl",), _option("-[kK]"), _command("openssl")),
    Row(("security",), _option("-w"), _command("security")),
    Row(("gem",), _option("-k|--key"), _command("gem")),
    Row(("doctl",), _option("-t"), _command("doctl")),
    Row(("gh",), _option("-b|--body"), _command(r"gh[ \t]+secret")),
    Row(("lftp",), r"(?<!\S)-u[ \t]*[^\s,]+,(?P<secret>[^\s\"'•]+)", _command("lftp")),
    Row(("sqlplus",), r"(?<=[ \t\"'])[\w$#]+/(?P<secret>[^\s/\"'•]+)(?=@[^@\s]*)", _command("sqlplus")),
    Row(("expect",), r"\bsend[ \t]+(?:--[ \t]+)?\"(?P<secret>[^\"\n]+)", _command("expect")),
    Row(("/user:",), r"\\\\\S+[ \t]+(?P<secret>[^\s/*•]\S*)(?=[ \t]+/user:)"),
    Row(("/user:",), r"(?<=\s)/user:\S+[ \t]+(?P<secret>[^\s/•]\S*)"),
    Row(
        ("vault",),
        rf"(?<=\s)[\w.-]+=(?P<secret>{VALUE})",
        _command(r"vault[ \t]+(?:kv[ \t]+(?:put|patch)|write)"),
    ),
    Row(
        ("vault", "cargo", "bw", "heroku", "fly", "ngrok", "wpa_pass", "neo4j", "nmcli", "poetry", "pulumi"),
        r"(?<![\w.-])(?:(?:vault|cargo)[ \t]+login|bw[ \t]+(?:unlock|login[ \t]+\S+)|heroku[ \t]+auth:token"
        r"|fly(?:ctl)?[ \t]+auth[ \t]+token|ngrok[ \t]+authtoken|wpa_passphrase[ \t]+\S+"
        r"|neo4j-admin[ \t]+(?:dbms[ \t]+)?set-initial-password|nmcli[ \t][^\n]{0,200}?[ \t]password"
        r"|poetry[ \t]+config[ \t]+http-basic\S*[ \t]+\S+|pulumi[ \t]+config[ \t]+set[ \t]+--secret[ \t]+\S+)"
        rf"[ \t]+(?:-\S+[ \t]+){{0,4}}(?P<secret>(?!-){VALUE})",
    ),
    Row(("/p:",), r"(?<!\S)/p:(?P<secret>[^\s•]\S*)"),
)
PLACES: Final = (*_KEYS, *_ADDRESSES, *_HEADERS, *_FILES, *_OPTIONS)
"""Places where a secret stands, whatever it looks like."""
