"""What goes out and comes in: mail, the municipality's own systems, the services for figures."""

from wijkwerk import env
from wijkwerk.settings.omgeving import DATA_DIR, DEMO, OMGEVING

# The outbox (wijkwerk.berichten) is the only sender.
_mail = env.tekst("EMAIL_URL")
if OMGEVING == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
elif _mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(env.mail(_mail))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.tekst("WIJKWERK_AFZENDER", "Wijkwerk <wijkwerk@gemeente.example>")
# Where links in mail lead.
SITE_URL = env.tekst("WIJKWERK_URL", "http://127.0.0.1:8000")

# The municipality's own system for reports: where its API is, and the key to it. How it is used the beheerder chooses.
# With an `inlogadres` the key is fetched there, by this client and with `sleutel` as its secret.
MELDSYSTEEM = {
    "url": env.tekst("WIJKWERK_MELDSYSTEEM_URL"),
    "sleutel": env.tekst("WIJKWERK_MELDSYSTEEM_SLEUTEL"),
    "inlogadres": env.tekst("WIJKWERK_MELDSYSTEEM_INLOGADRES"),
    "client": env.tekst("WIJKWERK_MELDSYSTEEM_CLIENT"),
}

# The mailbox to which staff forward what residents mailed (imaps://naam:wachtwoord@server/INBOX); how our own mail server
# signs what it found out about a sender (its authserv-id, or microsoft365): without that nothing is taken in.
POSTVAK = {
    "url": env.tekst("WIJKWERK_POSTVAK_URL"),
    "adres": env.tekst("WIJKWERK_POSTVAK_ADRES"),
    "echtheid": env.tekst("WIJKWERK_POSTVAK_ECHTHEID"),
    "inlogadres": env.tekst("WIJKWERK_POSTVAK_INLOGADRES"),
    "client": env.tekst("WIJKWERK_POSTVAK_CLIENT"),
    "scope": env.tekst("WIJKWERK_POSTVAK_SCOPE", "https://outlook.office365.com/.default"),
}

# Where figures by area are asked; an empty address switches a service off. Of StatLine an address with /odata/v1 is
# OData 4, every other one OData 3.
CIJFERDIENSTEN = {
    "statline": env.tekst("WIJKWERK_DIENST_STATLINE", "https://opendata.cbs.nl/ODataFeed/odata"),
    "politie": env.tekst("WIJKWERK_DIENST_POLITIE", "https://dataderden.cbs.nl/ODataFeed/odata"),
    "rivm": env.tekst("WIJKWERK_DIENST_RIVM", "https://dataderden.cbs.nl/ODataFeed/odata"),
    "pdok": env.tekst("WIJKWERK_DIENST_PDOK", "https://api.pdok.nl/cbs"),
    "leefbaarometer": env.tekst("WIJKWERK_DIENST_LEEFBAAROMETER", "https://www.leefbaarometer.nl/resources"),
}

# One digest per person per day, from this hour, on working days; in the demo whenever there is one to see.
DAGBERICHT_VANAF_UUR = 0 if DEMO else 7
DAGBERICHT_ELKE_DAG = DEMO
# Who follows a gebied by mail hears at most once in so many days that something is new.
VOLGBERICHT_DAGEN = 0 if DEMO else env.getal("WIJKWERK_VOLGBERICHT_DAGEN", 7)
