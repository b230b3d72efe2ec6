"""What every page needs: the network's name and words, and the rooms this reader may enter."""

from django.conf import settings

from bigtent.ledger.declarations import declared
from bigtent.people.models import Network


def canopy(request):
    network = Network.current()
    account = getattr(request, "user", None)
    rooms = [
        room
        for room in declared("ROOMS")
        if room.url and (room.name in network.rooms or not room.switchable) and room.may_enter(account)
    ]
    return {"network": network, "rooms": rooms, "demo": settings.DEMO}
