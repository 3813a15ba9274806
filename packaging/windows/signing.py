"""Signs Windows programs (Authenticode) with osslsigncode: ``python signing.py FILE…``.

The certificate comes from the environment: `CERTIFICATE`, a PKCS #12 archive in base64, and `PASSWORD`, its password.
They are handed on in memory, never in a file or on a command line. With `TIMESTAMP`, the address of a time-stamping
service (RFC 3161), a signature stays valid when its certificate has expired.
"""

from __future__ import annotations

import base64
import datetime
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

CERTIFICATE: Final = "SIGNING_CERTIFICATE"
PASSWORD: Final = "SIGNING_PASSWORD"
TIMESTAMP: Final = "SIGNING_TIMESTAMP"
_TEST_DAYS: Final = 30


def sign(file: Path, environ: Mapping[str, str]) -> None:
    """Sign *file* in place. Raises `KeyError` without a certificate, `OSError` and `CalledProcessError`."""
    signed = file.with_name(file.name + ".signed")
    with ExitStack() as held:
        archive = held.enter_context(_in_memory(base64.b64decode(environ[CERTIFICATE])))
        password = held.enter_context(_in_memory(environ[PASSWORD].encode()))
        command = ["osslsigncode", "sign", "-pkcs12", _path(archive), "-readpass", _path(password)]
        command += ["-h", "sha256", "-n", "WSL Go Wizard", *_timestamp(environ)]
        command += ["-in", str(file), "-out", str(signed)]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            pass_fds=(archive, password),
            env={name: value for name, value in environ.items() if name not in (CERTIFICATE, PASSWORD)},
        )
    signed.replace(file)


def is_signed(file: Path) -> bool:
    """Whether the program *file* carries a signature, whoever made it: its fifth directory says where that is."""
    content = file.read_bytes()
    head = int.from_bytes(content[0x3C:0x40], "little") + 24
    is_64 = content[head : head + 2] == b"\x0b\x02"
    entry = head + (112 if is_64 else 96) + 4 * 8
    return any(content[entry : entry + 8])


def is_program(file: Path) -> bool:
    """Whether *file* is something that Windows runs or loads."""
    with file.open("rb") as opened:
        return opened.read(2) == b"MZ"


def test_certificate() -> tuple[dict[str, str], bytes]:
    """The variables for a certificate that was made just now and that nobody trusts, and the certificate (PEM)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "WSL Go Wizard test signing")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=_TEST_DAYS))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    password = secrets.token_hex(16)
    archive = pkcs12.serialize_key_and_certificates(
        b"test", key, certificate, None, BestAvailableEncryption(password.encode())
    )
    variables = {CERTIFICATE: base64.b64encode(archive).decode(), PASSWORD: password}
    return variables, certificate.public_bytes(Encoding.PEM)


def _timestamp(environ: Mapping[str, str]) -> tuple[str, ...]:
    service = environ.get(TIMESTAMP)
    return ("-ts", service) if service else ()


@contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    """A file that no folder names, at its beginning."""
    number = os.memfd_create("signing")
    try:
        os.write(number, content)
        os.lseek(number, 0, os.SEEK_SET)
        yield number
    finally:
        os.close(number)


def _path(number: int) -> str:
    return f"/proc/self/fd/{number}"


def main(argv: Sequence[str]) -> int:
    """Sign each file of *argv*."""
    for word in argv:
        sign(Path(word), os.environ)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
