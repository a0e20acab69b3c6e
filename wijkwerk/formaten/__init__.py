"""How words, dates and numbers look here; settings.FORMAT_MODULE_PATH names this package."""


def hoofdletter(tekst: str) -> str:
    """Start with a capital, as a heading or a choice does; a name that writes itself otherwise (woCom) stays."""
    eerste = tekst.split(" ", 1)[0]
    return tekst[:1].upper() + tekst[1:] if eerste == eerste.lower() else tekst
