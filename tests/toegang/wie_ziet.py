"""Who may read what is marked, by role: everything that is not written here is a leak."""

from __future__ import annotations

ALLES = frozenset({"*"})
# What somebody keeps who was asked by mistake and refused: the own question and the own reason.
EIGEN_WEIGERING = frozenset({"wat", "weigering"})

# The texts of a shielded signal, in the own area.
GEHEIM_VOOR: dict[str, dict[str, frozenset[str]]] = {
    "bergen": {},
    "den-helder": {"zorgmedewerker": ALLES, "wijkmeester": EIGEN_WEIGERING},
    "etten-leur": {},
    "helmond": {},
    "oude-ijsselstreek": {},
}
# The points in a closed part of a meeting: who takes part, has a task in it, or leads meetings for the municipality.
BESLOTEN_VOOR: dict[str, frozenset[str]] = {
    "bergen": frozenset(),
    "den-helder": frozenset(
        {"wijkconcierge", "wijkmanager", "vvh", "handhaving", "projectleider", "accountmanager", "wethouder"}
    ),
    "etten-leur": frozenset(),
    "helmond": frozenset(),
    "oude-ijsselstreek": frozenset(),
}
