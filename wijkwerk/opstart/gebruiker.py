"""PostgreSQL refuses to run as root. This is how it runs when root starts us."""

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wijkwerk.opstart.melding import OpstartFout


@dataclass(frozen=True)
class Loopwijze:
    """As whom a program runs: the words to put before its command. Default: as ourselves.

    `eigenaar` is the (uid, gid) that it really is, if that is for us to choose: what it writes must be theirs.
    """

    vooraf: tuple[str, ...] = ()
    eigenaar: tuple[int, int] | None = None

    def opdracht(
        self, opdracht: Sequence[str | Path], sterfsignaal: signal.Signals = signal.SIGTERM
    ) -> list[str]:
        """Return the whole command. A changed user forgets the death signal asked by the parent, so ask again."""
        vooraf = (
            (*self.vooraf, "setpriv", f"--pdeathsig={sterfsignaal.name.removeprefix('SIG')}", "--")
            if self.vooraf
            else ()
        )
        return [*vooraf, *(str(woord) for woord in opdracht)]

    def geef(self, map_: Path) -> None:
        """Give the folder and what is in it to whom the program runs as; what is an ordinary user's stays theirs."""
        if self.eigenaar is not None and map_.stat().st_uid in {0, pwd.getpwnam("nobody").pw_uid}:
            for pad in (map_, *map_.rglob("*")):
                os.chown(pad, *self.eigenaar, follow_symlinks=False)


def in_naamruimte(uid: int, gid: int) -> Loopwijze:
    """Seem `uid` inside a user namespace, and stay who we are outside: it reads what we read, also in a closed home."""
    vooraf = ("unshare", "-U", f"--map-user={uid}", f"--map-group={gid}", "--")
    return Loopwijze(vooraf=vooraf, eigenaar=(os.geteuid(), os.getegid()))


def als_ander(uid: int, gid: int, *, met_toegang: bool) -> Loopwijze:
    """Really become `uid`: where user namespaces are blocked, as in most containers.

    `met_toegang` keeps one power of root, to pass folders that are closed to others (the home of root).
    """
    # no_setuid_fixup: without it access(2), with which initdb looks for its neighbours, forgets that power.
    toegang = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup")
    vooraf = (
        "setpriv",
        f"--reuid={uid}",
        f"--regid={gid}",
        "--clear-groups",
        *(toegang if met_toegang else ()),
        "--",
    )
    return Loopwijze(vooraf=vooraf, eigenaar=(uid, gid))


@cache
def gewone_gebruiker() -> Loopwijze:
    """Return how to run a program that refuses root: as ourselves when we are not root."""
    if os.geteuid() != 0:
        return Loopwijze()
    # initdb looks the user up, so it must be one that exists.
    niemand = pwd.getpwnam("nobody")
    ids = (niemand.pw_uid, niemand.pw_gid)
    for wijze in (in_naamruimte(*ids), als_ander(*ids, met_toegang=True), als_ander(*ids, met_toegang=False)):
        if kan(wijze):
            return wijze
    raise OpstartFout(
        "PostgreSQL kan op deze machine niet als root starten. Start Wijkwerk als gewone gebruiker, of zet DATABASE_URL."
    )


def kan(wijze: Loopwijze) -> bool:
    try:
        return subprocess.run(wijze.opdracht(["true"]), capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
