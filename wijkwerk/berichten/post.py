"""The mail server: one connection per run, and what each failure means for the mail in hand."""

from __future__ import annotations

import smtplib
from types import TracebackType
from typing import Any, Protocol, Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

NIET_BESCHIKBAAR = 421
VOORGOED = 500
METEEN = 1
# A server that is ill may answer 5xx to any content: give it some hours before a person has to look.
NA_EEN_DAGDEEL = 10


class Data(Protocol):
    def __call__(self, msg: Any) -> tuple[int, bytes]: ...


class Onbereikbaar(Exception):
    """No mail server, or it hung up. `misschien_aangenomen`: the whole mail was on its way when that happened."""

    def __init__(self, reden: str, *, misschien_aangenomen: bool = False) -> None:
        super().__init__(reden)
        self.misschien_aangenomen = misschien_aangenomen


class Geweigerd(Exception):
    """The server answered no. After how many tries that is final: None is never."""

    def __init__(self, reden: str, *, na_pogingen: int | None) -> None:
        super().__init__(reden)
        self.na_pogingen = na_pogingen


class Postbus:
    """A connection with the mail server, for the length of a run."""

    def __init__(self) -> None:
        self._verbinding: BaseEmailBackend = get_connection()
        self._onderweg = False

    def __enter__(self) -> Self:
        """Connect before any message is claimed; raises Onbereikbaar."""
        try:
            self._verbinding.open()
        except (OSError, smtplib.SMTPException) as fout:
            raise Onbereikbaar(_woorden(fout)) from fout
        self._let_op_data()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        try:
            self._verbinding.close()
        except (OSError, smtplib.SMTPException):
            # Everything was said already.
            return

    def bied_aan(self, mail: EmailMessage) -> None:
        """Hand over one mail; raises Geweigerd or Onbereikbaar. Return means that the server has accepted it.

        The answers of a server may quote the address: only the code is passed on.
        """
        self._onderweg = False
        try:
            self._verbinding.send_messages([mail])
        except (ValueError, smtplib.SMTPNotSupportedError) as fout:
            # An address or a header that no server could take.
            raise Geweigerd(
                f"Dit bericht kan zo niet de deur uit ({type(fout).__name__}).", na_pogingen=METEEN
            ) from fout
        except smtplib.SMTPRecipientsRefused as fout:
            code = max((code for code, _ in fout.recipients.values()), default=VOORGOED)
            raise Geweigerd(
                f"Het adres is geweigerd ({code}).", na_pogingen=METEEN if code >= VOORGOED else None
            ) from fout
        except smtplib.SMTPDataError as fout:
            raise _antwoord(
                fout, na_pogingen=NA_EEN_DAGDEEL if fout.smtp_code >= VOORGOED else None
            ) from fout
        except smtplib.SMTPResponseException as fout:
            # Our own address, login or greeting: not the fault of this mail.
            raise _antwoord(fout, na_pogingen=None) from fout
        except (OSError, smtplib.SMTPException) as fout:
            raise Onbereikbaar(_woorden(fout), misschien_aangenomen=self._onderweg) from fout

    def _let_op_data(self) -> None:
        """Note when the content itself goes over the line: from then on a broken connection leaves doubt."""
        smtp = getattr(self._verbinding, "connection", None)
        if isinstance(smtp, smtplib.SMTP):
            smtp.data = self._met_aantekening(smtp.data)  # type: ignore[method-assign]

    def _met_aantekening(self, data: Data) -> Data:
        def met_aantekening(msg: Any) -> tuple[int, bytes]:
            self._onderweg = True
            return data(msg)

        return met_aantekening


def _antwoord(fout: smtplib.SMTPResponseException, *, na_pogingen: int | None) -> Geweigerd | Onbereikbaar:
    if fout.smtp_code == NIET_BESCHIKBAAR:
        return Onbereikbaar(f"De mailserver sluit de verbinding ({fout.smtp_code}).")
    return Geweigerd(f"De mailserver weigert ({fout.smtp_code}).", na_pogingen=na_pogingen)


def _woorden(fout: Exception) -> str:
    return f"De mailserver is niet bereikbaar ({type(fout).__name__})."
