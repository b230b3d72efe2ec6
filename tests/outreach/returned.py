"""Mails as they come back from mail servers and programs of several makers, in our own words.

Each takes the Message-ID of what was sent (with its brackets) and the address it went to.
"""

from textwrap import dedent

US = "bounces@lantern.example"


def _written(form: str, /, **values: str) -> bytes:
    return dedent(form).lstrip("\n").format(**values).replace("\n", "\r\n").encode()


def _report(sender: str, subject: str, status: str, mail_id: str, *, words: str, more: str = "", full: bool = False):
    """A delivery status notification; the mail that was sent comes back `full`, or its headers alone."""
    returned = "message/rfc822" if full else "text/rfc822-headers"
    return _written(
        """
        Return-Path: <>
        From: {sender}
        To: {us}
        Subject: {subject}
        Date: Mon, 23 Nov 2026 09:05:11 -0500
        MIME-Version: 1.0
        Auto-Submitted: auto-replied
        {more}Content-Type: multipart/report; report-type=delivery-status; boundary="=_part"

        This is a mail in several parts.

        --=_part
        Content-Type: text/plain; charset=us-ascii

        {words}

        --=_part
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.far.example
        Arrival-Date: Mon, 23 Nov 2026 09:05:10 -0500

        {status}

        --=_part
        Content-Type: {returned}

        From: Lantern <news@lantern.example>
        Subject: A date to keep
        Message-ID: {mail_id}
        {body}
        --=_part--
        """,
        sender=sender, us=US, subject=subject, status=status.strip(), mail_id=mail_id,
        words=words, more=more, returned=returned, body="\nDear Ada,\n" if full else "",
    )  # fmt: skip


def _fields(address: str, action: str, status: str, diagnostic: str) -> str:
    return "\n".join([
        f"Final-Recipient: rfc822; {address}", f"Action: {action}", f"Status: {status}",
        f"Diagnostic-Code: {diagnostic}",
    ])  # fmt: skip


def postfix_unknown(mail_id, address):
    status = _fields(address, "failed", "5.1.1", f"smtp; 550 5.1.1 <{address}>: nobody of this name here")
    words = f"I am the mail program at mail.far.example.\n\n<{address}>: host said: 550 5.1.1 nobody of this name here"
    return _report("MAILER-DAEMON@mail.far.example (Mail Delivery System)", "Undelivered", status, mail_id, words=words)


def exim_unknown(mail_id, address):
    status = f"Action: failed\nFinal-Recipient: rfc822;{address}\nStatus: 5.0.0\nRemote-MTA: dns; mx.far.example\n"
    status += "Diagnostic-Code: smtp; 550-5.1.1 There is no such mailbox"
    more = "X-Failed-Recipients: " + address + "\n"
    sender = "Mail Delivery System <Mailer-Daemon@far.example>"
    return _report(sender, "Mail failed", status, mail_id, words="It could not be delivered.", more=more, full=True)


def sendmail_no_such_domain(mail_id, address):
    status = _fields(address, "failed", "5.1.2", "DNS; no such host")
    return _report("MAILER-DAEMON@relay.example (Delivery)", "Returned mail: see within", status, mail_id,
                   words="----- These addresses had permanent errors -----")  # fmt: skip


def exchange_unknown(mail_id, address):
    status = _fields(address, "failed", "5.1.10", "smtp;550 5.1.10 Recipient not found by SMTP address lookup")
    more = f"X-MS-Exchange-Message-Is-Ndr:\nIn-Reply-To: {mail_id}\nReferences: {mail_id}\n"
    return _report("Microsoft Outlook <postmaster@far.example>", "Undeliverable: A date to keep", status, mail_id,
                   words="Your message could not be delivered.", more=more, full=True)  # fmt: skip


def gmail_disabled(mail_id, address):
    status = _fields(address, "failed", "5.2.1", "smtp; 550-5.2.1 The account that you tried to reach is disabled.")
    more = "X-Failed-Recipients: " + address + "\n"
    return _report("Mail Delivery Subsystem <mailer-daemon@mail.example>", "Delivery Status Notification (Failure)",
                   status, mail_id, words="Address not found", more=more, full=True)  # fmt: skip


def mailbox_full(mail_id, address):
    status = _fields(address, "failed", "5.2.2", "smtp; 552 5.2.2 The mailbox is full")
    return _report("MAILER-DAEMON@mail.far.example", "Undelivered", status, mail_id, words="The mailbox is full.")


def refused_as_unwanted(mail_id, address):
    status = _fields(address, "failed", "5.7.1", "smtp; 554 5.7.1 Refused by our rules. See 5.1.1 of the handbook.")
    return _report("MAILER-DAEMON@mail.far.example", "Undelivered", status, mail_id, words="Refused.")


def expired(mail_id, address):
    status = _fields(address, "failed", "4.4.7", "smtp; 451 4.4.7 Message expired")
    return _report("MAILER-DAEMON@mail.far.example", "Undelivered", status, mail_id, words="We gave up.")


def postfix_delayed(mail_id, address):
    status = _fields(address, "delayed", "4.4.1", "X-Postfix; connect to far.example: Connection timed out")
    status += "\nWill-Retry-Until: Sat, 28 Nov 2026 09:05:10 -0500"
    return _report(
        "MAILER-DAEMON@mail.far.example", "Delayed Mail (still being retried)", status, mail_id, words="Wait."
    )


def delivered(mail_id, address):
    status = _fields(address, "delivered", "2.0.0", "smtp; 250 2.0.0 Ok")
    return _report("MAILER-DAEMON@mail.far.example", "Successful Mail Delivery Report", status, mail_id, words="Done.")


def abuse_report(mail_id, address, kind="abuse", original="message/rfc822"):
    """A feedback report as mail services send it when a reader presses the button (RFC 5965)."""
    return _written(
        """
        From: <feedback@mail.far.example>
        To: <abuse@lantern.example>
        Subject: FW: A date to keep
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="part"

        --part
        Content-Type: text/plain; charset="US-ASCII"
        Content-Transfer-Encoding: 7bit

        This is a report about a mail that one of our readers marked.

        --part
        Content-Type: message/feedback-report

        Feedback-Type: {kind}
        User-Agent: Feedback/2.0
        Version: 1
        Original-Mail-From: <bounces@lantern.example>
        Arrival-Date: Mon, 23 Nov 2026 09:05:10 -0500
        Source-IP: 192.0.2.7

        --part
        Content-Type: {original}
        Content-Disposition: inline

        From: Lantern <news@lantern.example>
        To: [redacted]
        Subject: A date to keep
        Message-ID: {mail_id}

        Dear reader,
        --part--
        """,
        kind=kind, mail_id=mail_id, original=original,
    )  # fmt: skip


def _answer(address: str, mail_id: str, subject: str, more: str = "", text: str = "I am away.") -> bytes:
    return _written(
        """
        From: Ada Okafor <{address}>
        To: news@lantern.example
        Subject: {subject}
        Message-ID: <{stem}@far.example>
        In-Reply-To: {mail_id}
        References: {mail_id}
        {more}MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        {text}
        """,
        address=address, mail_id=mail_id, subject=subject, more=more, text=text, stem="a1b2c3",
    )  # fmt: skip


def exchange_away(mail_id, address):
    more = "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n"
    return _answer(address, mail_id, "Automatic reply: A date to keep", more)


def sieve_vacation(mail_id, address):
    return _answer(
        address, mail_id, "Auto: A date to keep", "Auto-Submitted: auto-replied (vacation)\nReturn-Path: <>\n"
    )


def gmail_vacation(mail_id, address):
    return _answer(address, mail_id, "Re: A date to keep", "Precedence: bulk\nX-Autoreply: yes\n")


def away_by_subject_alone(mail_id, address):
    return _answer(address, mail_id, "Out of Office: until Monday")


def away_in_spanish(mail_id, address):
    return _answer(address, mail_id, "=?utf-8?q?Respuesta_autom=C3=A1tica=3A_Una_fecha?=")


def reply(mail_id, address):
    return _answer(address, mail_id, "Re: A date to keep", text="I will bring two friends.")


def reply_by_references_alone(mail_id, address):
    return reply(mail_id, address).replace(b"In-Reply-To: " + mail_id.encode() + b"\r\n", b"")


def report_in_a_form_of_its_own(mail_id, address):
    """As some old servers write it: for a person to read, no part of it for a program."""
    return _written(
        """
        Return-Path: <>
        From: MAILER-DAEMON@old.example
        To: bounces@lantern.example
        Subject: failure notice

        Hello. This is the mail program at old.example. I was not able to deliver this:
        <{address}>: Sorry, no mailbox here by that name.

        --- Below this line is a copy.
        Message-ID: {mail_id}
        """,
        address=address, mail_id=mail_id,
    )  # fmt: skip
