"""Names that say that their value is a secret: of variables, keys, options, headers."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = (
    r"password|passwd(?!:)|passphrase|passcode|passwort|(?<![a-z])pass(?![a-z])|(?<=db)pass(?![a-z])"
    r"|(?<=store)pass(?![a-z])|(?<=key)pass(?![a-z])"
    r"|(?<=[a-z0-9][_-])pwd|(?<![a-z])pwd(?=\d)|token(?!iz)|secret(?!ar)|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key"
    r"|auth[_-]?key|shared[_-]?key|signing[_-]?key|encryption[_-]?key|master[_-]?key|deploy[_-]?key|storage[_-]?key"
    r"|client-key-data|authorization|credential|webhook|cookie|bearer|(?<![a-z])jwt(?![a-z])|(?<![a-z])psk(?![a-z])"
    r"|(?<=_)pat(?![a-z])|(?<![a-z0-9])_auth(?![a-z])|sharedaccesssignature|(?<=_)sas(?![a-z])"
    r"|(?<![a-z])creds?(?![a-z])|(?<![a-z])pw(?![a-z])|(?<=bind|root|user)pw(?![a-z])|sshpass"
    r"|(?<=[_-])pin(?![a-z])|pin[_-]?code|(?<![a-z])otp(?![a-z])|connection[_-]?string"
)
"""Parts of names, as a regular expression that is not about large and small letters."""

ANCHORS: Final = (
    *("pass", "pwd", "token", "secret", "key", "authorization", "credential", "webhook", "cookie", "bearer"),
    *("jwt", "psk", "_pat", "_auth", "signature", "_sas", "pin", "otp", "string", "cred", "pw"),
)
"""One of them is in every name that `WORDS` is in."""

NAME: Final = rf"[A-Za-z0-9_.-]{{0,64}}(?:{WORDS})[A-Za-z0-9_.-]{{0,64}}"
VALUE: Final = (
    r"""(?:\$\([^()\n]*\)|`[^`\n]*`"""
    r"""|"(?:\\.|[^"\\\n])*(?:"|$)|'[^'\n]*(?:'|$)|\\.|[^\s"'•\\]|(?<=\S)["'](?=\w))+"""
)
"""A value as a shell, a table or a list of settings has it: words in quotes, words without, and both at once.

(Everywhere here repetitions are bounded, or nothing that could fail comes after them: hostile texts cost no more.)"""

_ABOUT: Final = (
    r"(?i)(?:^|[_.-])(?:max|min|num)[_.-]|(?:^|[_.-])askpass"
    r"|(?:[_.-]|(?-i:(?<=[a-z])(?=[A-Z])))(?:files?|path|dir|directory|folder|cmd|command|helper|store|store_dir|prompt"
    r"|timeout|ttl|expiry|expires|expires_in|length|type|policy|manager|count|limit|size|lifetime|enabled|required"
    r"|process|algorithm|(?<!hook_)(?<!hook-)(?<!hook\.)ur[il]|endpoint|issuer|field|format|agent|sock|stdin)$"
)
_HARMLESS: Final = (
    r"""(?i)["']?(?:(?:true|false|yes|no|on|off|none|null|nil|\d{1,2})["']?[ \t]*(?:[,}\]][^\n]*)?"""
    r"""|(?:file|env|fd):[\w./~-]+|stdin|auto|never|always|required|optional|\$\d|\$[A-Z_][A-Z0-9_]*|\$\{[A-Z_][A-Z0-9_]*\}|[\[{(|>]+[+-]?|<[a-z-]+>)?["']?[,;\])}]*"""
)
_PATH: Final = r"""["']?(?:~|\.{1,2}|\$HOME|\$\{HOME\}|[A-Za-z]:)?[/\\][\w.]"""
_OF_PATHS: Final = r"(?i)credential|(?<![a-z])creds?(?![a-z])|cookie|private[_-]?key"
_STORE: Final = r"(?i)(?:^|_)PASSWORD_STORE_"


def hides(name: str, value: str) -> bool:
    """Whether *value* under *name* is a secret, if the name has one of `WORDS`. A name may be *about* a secret
    (``TOKEN_FILE``), and a value may be none (``true``, ``$TOKEN``)."""
    if re.search(_ABOUT, name) or re.search(_STORE, name) or re.fullmatch(_HARMLESS, value):
        return False
    return not (re.search(_OF_PATHS, name) and re.match(_PATH, value))
