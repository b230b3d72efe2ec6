"""What every page needs: the network's name and words, the rooms this reader may enter, the languages."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from bigtent.ledger.declarations import declared
from bigtent.outreach.models import Notification
from bigtent.people.models import Network
from bigtent.project.machine import has_name


@dataclass
class Door:
    """A room in the header."""

    name: str
    label: str
    address: str
    is_here: bool = False


def canopy(request):
    network = Network.current()
    account = getattr(request, "user", None)
    doors = [
        Door(room.name, room.label, address)
        for room in declared("ROOMS")
        if (room.name in network.rooms or not room.switchable)
        and room.may_enter(account)
        and (address := path_of(room.url))
    ]
    mark_present(doors, request.path)
    return {
        "network": network,
        "rooms": doors,
        "unseen": SimpleLazyObject(partial(unseen_of, account)),
        "languages": languages(),
        "demo": settings.DEMO,
        "passkeys_work": partial(has_name, request),
        "organization_name": settings.OIDC_URL and settings.OIDC_NAME,
    }


def unseen_of(account) -> int:
    """How many things are new for the reader; asked once, and only by pages that have the header."""
    if account is None or not account.is_authenticated:
        return 0
    return Notification.objects.unseen().filter(person=account.person_id).count()


def path_of(url_name: str) -> str:
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


def mark_present(doors: list[Door], path: str) -> None:
    """The room whose address begins the present one; of several the longest."""
    inside = [door for door in doors if path.startswith(door.address) and door.address != "/"]
    if inside:
        max(inside, key=lambda door: len(door.address)).is_here = True


def languages() -> list[tuple[str, str]]:
    """Each language by its own name."""
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
