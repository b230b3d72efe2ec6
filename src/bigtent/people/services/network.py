"""Verbs: set the organization up once, change what it said later."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.errors import NetworkError
from bigtent.people.models import Network, Person
from bigtent.people.models.network import ROOMS
from bigtent.people.services.accounts import open_account


def set_up_network(*, name: str, by=None, administrator: Person | None = None, email: str = "", **values) -> Network:
    """Say once whose network this is. `values` are its mission, words and rooms; what is not given keeps its default.

    With `administrator` (a person not kept yet) and `email` the first account is opened with it.
    """
    if Network.objects.exists():
        raise NetworkError(_("This network is set up already. An administrator may change its settings."))
    values["name"] = name.strip()
    network = _checked(Network(set_up_at=now(), **values), values)
    try:
        with transaction.atomic():
            network.save(force_insert=True)
            if administrator is not None:
                by = open_account(person=administrator, email=email, by=by, roles=["administrator"])
            record(by=by, verb="set_up_network", about=network)
    except IntegrityError:
        raise NetworkError(_("Somebody else has just set this network up.")) from None
    return network


def change_network(*, by, **values) -> Network:
    """Change the name, mission, words or rooms of the network."""
    network = Network.objects.get(pk=1)
    changes = {name: [getattr(network, name), value] for name, value in values.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    for name, value in values.items():
        setattr(network, name, value)
    _checked(network, values)
    with transaction.atomic():
        network.save()
        record(by=by, verb="change_network", about=network, changes=changes)
    return network


def _checked(network: Network, given) -> Network:
    unknown = [room for room in network.rooms if room not in ROOMS]
    if unknown:
        raise NetworkError(
            _("There is no room “%(room)s”. There are: %(known)s.") % {"room": unknown[0], "known": ", ".join(ROOMS)},
            field="rooms",
        )
    try:
        network.clean_fields(exclude={field.name for field in network._meta.fields} - (set(given) - {"rooms"}))
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        raise NetworkError(problems[0], field=field) from None
    return network
