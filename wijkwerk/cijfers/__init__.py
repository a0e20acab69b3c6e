"""Figures by area: from the CBS, the Politie, the RIVM, and from partners. Every "no number" says what kind it is.

`catalogus` knows the measures, `lezen` turns a file into rows, `inlezen` puts rows into the database in one transaction,
`service` is the door for other apps.
"""
