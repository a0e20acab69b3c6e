"""A mail forwarded to the intake address becomes a concept that its forwarder confirms.

`brief` reads a mail without trusting it, `echtheid` asks whether it is from whom it says, `doorgestuurd` finds who wrote
it first, `innemen` decides, and `imap` empties the mailbox.
"""
