"""Handing small matters to the municipality's own system, and hearing what became of them (HEL-06, BER-20).

`aansluiting` says what a connector can do; `api` (the public and the private API of Signalen) and `post` (a mail, and a
number that comes back by hand) are the two there are. `overdragen` sends what waits, `volgen` reads back.
"""
