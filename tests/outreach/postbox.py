"""A real mail server on this machine, which keeps what it takes and answers as it is told."""

import asyncio
import threading
from email import message_from_bytes, policy
from html.parser import HTMLParser

from aiosmtpd.smtp import SMTP


class Postbox:
    """`mails` are those it took, in order; `says` the next answers to a recipient, `to_data` those after a text."""

    def __init__(self):
        self.mails, self.says, self.to_data = [], {}, []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        listening = self._loop.create_server(lambda: SMTP(self, hostname="localhost"), "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_error):
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self):
        self._server.close()
        rest = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = self.says.get(address)
        answer = answers.pop(0) if answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.to_data.pop(0) if self.to_data else "250 OK"
        if answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            mail.came_from, mail.went_to = envelope.mail_from, envelope.rcpt_tos
            self.mails.append(mail)
        return answer

    def used_by(self, settings):
        """Let the product send through it."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", self.port, 10
        return self

    @property
    def readers(self):
        return [address for mail in self.mails for address in mail.went_to]


class _Marks(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value for name, value in attrs if name == "href"]


def marks_of(html):
    """Which tags, attributes and links a mail program finds in an HTML text."""
    marks = _Marks()
    marks.feed(html)
    marks.close()
    return marks
