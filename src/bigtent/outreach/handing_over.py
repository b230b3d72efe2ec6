"""Handing a mail over to the mail server, and how that ended. Only where the server said no is it known that nothing
arrived; where it fell silent nobody knows."""

import re
import smtplib
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

# What mail servers say of an address that does not exist or takes no mail (RFC 3463). Other refusals of a sender, a
# text or a full mailbox say nothing about the address.
NO_SUCH_ADDRESS = re.compile(r"\b5\.(1\.(1|2|3|6|10)|2\.1)\b")
LONGEST = 300
OKAY = 250


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"  # refused for now
    REFUSED = "refused"  # refused for good
    NO_SUCH_ADDRESS = "no such address"
    CLOSED = "closed"  # the server takes nothing from us now; this mail was not taken
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    words: str = ""


class Unreachable(Exception):
    """The mail server cannot be reached or takes nothing from us. No mail was handed over."""


class MailServer:
    """One connection for many mails, opened anew when the server closed it."""

    def __enter__(self) -> "MailServer":
        self._connection, self._is_open = get_connection(), False
        return self

    def __exit__(self, *_error) -> None:
        self._close()

    def be_ready(self) -> None:
        """Asked before a mail is noted as handed over: a server that went away in between costs nobody her mail."""
        try:
            if self._is_open and self._answers():
                return
            self._close()
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_told(error)) from error
        self._is_open = True

    def hand_over(self, mail: EmailMessage) -> Answer:
        """Whatever interrupts this leaves it unknown whether the mail arrives."""
        mail.connection = self._connection
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            return _of_code(*next(iter(error.recipients.values()), (0, b"")))
        except smtplib.SMTPSenderRefused as error:
            return Answer(Outcome.CLOSED, _told(error))
        except smtplib.SMTPResponseException as error:
            return _of_code(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPNotSupportedError, ValueError) as error:
            return Answer(Outcome.REFUSED, _told(error))
        except provider_errors() as error:
            return _of_provider(error)
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            return Answer(Outcome.UNCERTAIN, _told(error))
        return Answer(Outcome.SENT)

    def _close(self) -> None:
        self._is_open = False
        self._connection.close()

    def _answers(self) -> bool:
        """Whether the server still is at the other end; only SMTP keeps a connection that can break off."""
        smtp = getattr(self._connection, "connection", None)
        try:
            return smtp is None or smtp.noop()[0] == OKAY
        except smtplib.SMTPException:
            return False


def _of_code(code: int, said: bytes | str) -> Answer:
    words = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}".strip()[:LONGEST]
    if code == 421:
        return Answer(Outcome.CLOSED, words)
    if 400 <= code < 500:
        return Answer(Outcome.LATER, words)
    return Answer(Outcome.NO_SUCH_ADDRESS if NO_SUCH_ADDRESS.search(words) else Outcome.REFUSED, words)


def by_provider() -> bool:
    """Whether mail goes out through a provider's own interface instead of SMTP."""
    return settings.EMAIL_BACKEND.startswith("anymail.")


def provider_errors() -> tuple[type[Exception], ...]:
    """What a provider's interface raises, where one is used."""
    if not by_provider():
        return ()
    from anymail.exceptions import AnymailError

    return (AnymailError,)


def _of_provider(error: Exception) -> Answer:
    """A provider answers by status codes of HTTP; where it gave none, or failed itself, nobody knows."""
    status = getattr(error, "status_code", None)
    if type(error).__name__ == "AnymailRecipientsRefused" or status in (400, 422):
        return Answer(Outcome.REFUSED, _told(error))
    if status == 429:
        return Answer(Outcome.LATER, _told(error))
    if status in (401, 402, 403, 404):
        return Answer(Outcome.CLOSED, _told(error))
    return Answer(Outcome.UNCERTAIN, _told(error))


def _told(error: BaseException) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:LONGEST]
