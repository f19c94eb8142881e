"""The ways into a house's window: seats, the names that the machine answers to, the network with its certificate."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from layout.desk.window.people.seats import Seats
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.house import House
    from layout.desk.window.people.certificate import Certificate

LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Entrance:
    """The ways in; with a certificate it is open to the house's network."""

    seats: Seats
    hosts: tuple[str, ...] = LOOPBACK
    certificate: Certificate | None = None

    @property
    def lan(self) -> bool:
        """Whether the house's network may come in."""
        return self.certificate is not None

    def addresses(self, port: int) -> list[str]:
        """Return the addresses at which others of the network find the window; none without it."""
        return [f"https://{host}:{port}/" for host in self.hosts if host not in LOOPBACK] if self.lan else []


def entry_of(house: House, certificate: Certificate | None = None) -> Entrance:
    """Return the ways into a house's window; on its network with a certificate."""
    seats = Seats(kept_in(house))
    if certificate is None:
        return Entrance(seats)
    # Whoever has a certificate made for a name wants to be asked by it, whatever this machine calls itself.
    made_for = [name for name in certificate.names if "*" not in name]
    return Entrance(seats, tuple(dict.fromkeys((*names_of_machine(), *made_for, *LOOPBACK))), certificate)


def kept_in(house: House) -> Path:
    """Return the folder of what the window keeps for itself: seats, its key, a certificate of its own."""
    return house.output / ".cache" / "desk"


def names_of_machine() -> tuple[str, ...]:
    """Return the names and addresses by which the house's network may ask for this machine, its address first."""
    names = {socket.gethostname(), socket.getfqdn()}
    own = ""
    with suppress(OSError):
        names |= {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: only asks by which address one would leave
        own = str(probe.getsockname()[0])
    found = {name.lower() for name in names if name} - {own, *LOOPBACK}
    return ((own,) if own and own not in LOOPBACK else ()) + tuple(sorted(found))
