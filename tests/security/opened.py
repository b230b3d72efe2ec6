"""Every address of the platform, opened and acted on once by each role, and what was noticed on the way.

Several promises are held over the same answers: who may open what, that nobody stands on a page whom its reader may not
read, that answers about oneself are read in one place, that no page holds code, that every word is translated. Each of
them reads this record. All answers are in the language of tests (`tests.catalog.longer`); what they tell of was made
in English.
"""

import copy
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from bigtent.ledger.models import AuditEntry
from tests.cast import play
from tests.catalog.longer import BEGIN
from tests.catalog.seen import Known, on_page
from tests.factories import make_network
from tests.identity.making import make_answers
from tests.security.inline import forbidden
from tests.security.marks import mark_everybody, may_be_read, shown_in
from tests.security.scene import make_scene, named_addresses
from tests.security.watch import watching

WIDEST = "administrator"
ROLES = ("visitor", "stranger", "member", "of-part", "reviewer", "manager", WIDEST)
# Each word of what these are answered is read.
READERS = ("visitor", "member", WIDEST)


@dataclass(frozen=True)
class Opened:
    """How one address answered one role."""

    status: str
    traced: bool
    strays: tuple[str, ...] = ()
    shown: frozenset[tuple[str, int]] = frozenset()
    is_page: bool = False
    forbidden: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    is_marked: bool = False


@dataclass
class Record:
    """Each answer by what was sent, the address and the role; who may be read by whom, by the primary keys."""

    answers: dict[tuple[str, str, str], Opened] = field(default_factory=dict)
    readable: dict[str, set[int]] = field(default_factory=dict)

    def of_each(self, method: str, name: str) -> dict[str, Opened]:
        """Role by role; what is not taken from an administrator at all was not tried by others."""
        of_widest = self.answers[method, name, WIDEST]
        return {role: self.answers.get((method, name, role), of_widest) for role in ROLES}

    def of(self, role: str, method: str = "get") -> dict[str, Opened]:
        return {name: one for (sent, name, who), one in self.answers.items() if (sent, who) == (method, role)}


def open_everything() -> Record:
    """What everybody meets where Spanish is the longer language; who calls this takes back what was made for it."""
    scene, clients = _scene()
    known = Known()
    record = Record(readable=may_be_read(scene))
    for method in ("get", "post"):
        cache.clear()
        for name in sorted(set(named_addresses()) | scene.arguments.keys()):
            address = scene.address(name)
            widest = record.answers[method, name, WIDEST] = look(clients[WIDEST], method, address, known, for_code=True)
            for role in ROLES[:-1] if widest.status != "405" else ():
                read = known if role in READERS else None
                record.answers[method, name, role] = look(clients[role], method, address, read)
    return record


def _scene():
    make_network()
    administrator, manager = play("Amara", "Obi", "administrator"), play("Marta", "Quispe", "program_manager")
    scene = make_scene(manager, administrator)
    member, reviewer = play("Miriam", "Tsosie", "member"), play("Renée", "Baptiste", "reviewer")
    make_answers({"black": 12, "white": 12})
    for account in (manager, administrator, member):
        make_answers({"asian": 1}, account=account)
    mark_everybody(scene)
    players = (play("Sam", "Nguyen"), member, scene.of_part, reviewer, manager, administrator)
    clients = dict(zip(ROLES, [Client(), *(player.client for player in players)], strict=True))
    for client in clients.values():
        client.raise_request_exception = False
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return scene, clients


def answer(client, method: str, address: str) -> tuple[str, bool, bytes, str]:
    """How an address answers, whether it left a trace in the audit, and the body; afterwards all is as before."""
    cookies, before = copy.deepcopy(client.cookies), AuditEntry.objects.count()
    undo = transaction.savepoint()
    response = getattr(client, method)(address)
    body = b"".join(response)
    traced = AuditEntry.objects.count() != before
    transaction.savepoint_rollback(undo)
    client.cookies = cookies
    status = str(response.status_code)
    if status == "302":
        status = "in" if response.url.startswith("/accounts/login/?next=") else "go"
    return status, traced, body, response.headers.get("Content-Type", "")


def look(client, method: str, address: str, known: Known | None, for_code: bool = False) -> Opened:
    with watching() as strays:
        status, traced, body, kind = answer(client, method, address)
    text, is_page = body.decode(errors="replace"), kind.startswith("text/html")
    found = tuple(forbidden(text)) if is_page and for_code else ()
    untranslated = tuple(on_page(text, known)) if is_page and known else ()
    shown = frozenset(shown_in(text))
    return Opened(status, traced, tuple(strays), shown, is_page, found, untranslated, is_marked=BEGIN in text)
