"""Figures from the live services of CBS, Politie, RIVM, PDOK and Leefbaarometer.

What a service answers is first fetched as a whole and looked at (`ophalen`), and then goes the way of a file. While a
service is asked, no transaction is open and nobody else's import waits.
"""
