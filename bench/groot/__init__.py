"""A large municipality: 250 buurten, 400 people and as many signals as you like; and how long its pages take.

`manage.py bench --groot` makes it twice, small and large, each in a database of its own, and prints one table. See
docs/prestaties.md for what came out and how to repeat it. The numbers are made by arithmetic on the number of the row, so
the same every time.
"""
