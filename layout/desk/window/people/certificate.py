"""The window's certificate on the house's network: the house's own, or one that this machine makes for itself."""

from __future__ import annotations

import hashlib
import ipaddress
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import time

from layout.ground.dataclass import dataclass

DAYS = 800
"""How long a certificate of our own holds; browsers take none of more than 825 days (Apple, CA/Browser Forum)."""

WEEK = 7 * 86_400
"""Seconds before its end at which another one is made, so that none ends on a night of work."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key, both files in PEM."""

    path: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        """The SHA-256 by which people see that they are at the right desk, as browsers show it; empty if unreadable."""
        data = self._der()
        return hashlib.sha256(data).digest().hex(":").upper() if data else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names and addresses that it is made for (RFC 5280, 4.2.1.6), by which browsers may ask."""
        return _alternative_names(self._der())

    def _der(self) -> bytes:
        try:
            return ssl.PEM_cert_to_DER_cert(_first(self.path.read_text("ascii")))
        except (OSError, ValueError):
            return b""


def own_certificate(folder: Path, names: Sequence[str]) -> Certificate | None:
    """Return the certificate that is kept in a folder for these names; it is made where it lacks one or is old.

    Only the owner may read the key. None where there is no `openssl` to make it with, or it fails.
    """
    own = Certificate(folder / "desk.pem", folder / "desk-key.pem")
    if _stands(own, names):
        return own
    command = openssl_command(own, names)
    program = shutil.which(command[0])
    if program is None:
        return None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(OSError):
        own.key.unlink()
    own.key.touch(0o600)
    try:
        done = subprocess.run([program, *command[1:]], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return own if done.returncode == 0 and _stands(own, names) else None


def openssl_command(own: Certificate, names: Sequence[str]) -> list[str]:
    """Return the command that makes a certificate for names and addresses of this machine."""
    known = ",".join(f"{'IP' if _is_address(name) else 'DNS'}:{name}" for name in names)
    return [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(DAYS), "-subj", "/CN=layout desk",
        "-addext", f"subjectAltName={known}", "-addext", "extendedKeyUsage=serverAuth",
        "-keyout", str(own.key), "-out", str(own.path),
    ]  # fmt: skip


def _stands(own: Certificate, names: Sequence[str]) -> bool:
    """Tell whether a kept certificate is good for all names, for a week at least."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(own.path)
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(own.path, own.key)
    except (OSError, ssl.SSLError):
        return False
    for found in context.get_ca_certs():
        held = {str(pair[1]).lower() for pair in found.get("subjectAltName", ())}
        until = ssl.cert_time_to_seconds(str(found["notAfter"]))
        if held >= set(names) and until > time() + WEEK:
            return True
    return False


def _alternative_names(der: bytes) -> tuple[str, ...]:
    """Return the DNS names and addresses of a certificate's subjectAltName; none where it has none that can be read."""
    at = der.find(_SUBJECT_ALT_NAME)
    if at < 0:
        return ()
    start = at + len(_SUBJECT_ALT_NAME)
    if der[start : start + 3] == b"\x01\x01\xff":  # marked critical
        start += 3
    octets, _ = _value(der, start)
    names, _ = _value(octets, 0)
    found: list[str] = []
    place = 0
    while place < len(names):
        kind = names[place]
        value, place = _value(names, place)
        if kind == _DNS and value.isascii():
            found.append(value.decode("ascii").lower())
        elif kind == _ADDRESS and len(value) in (4, 16):
            found.append(str(ipaddress.ip_address(value)))
    return tuple(found)


_SUBJECT_ALT_NAME = bytes.fromhex("0603551d11")
"""The object identifier 2.5.29.17 in DER."""

_DNS, _ADDRESS = 0x82, 0x87


def _value(der: bytes, at: int) -> tuple[bytes, int]:
    """Return the value of the element at a place, and where the next one begins (X.690, 8.1.3)."""
    if at + 2 > len(der):
        return b"", len(der)
    size, start = der[at + 1], at + 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(der[at + 2 : start], "big")
    return der[start : start + size], start + size


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _first(pem: str) -> str:
    """Return the first certificate of a file that may hold a chain."""
    start, end = pem.index("-----BEGIN CERTIFICATE-----"), pem.index("-----END CERTIFICATE-----")
    return pem[start : end + len("-----END CERTIFICATE-----")] + "\n"
