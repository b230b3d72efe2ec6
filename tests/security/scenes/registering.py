"""Somebody who registered without an account, was there, and has a certificate."""

from datetime import timedelta

from bigtent.gatherings.models import Registration
from bigtent.gatherings.own_pages import token_of
from bigtent.gatherings.services.registering import register
from bigtent.ledger.clock import now
from tests.gatherings.announced import announced


def scene(manager, administrator):
    event = announced("Of the scene", at=now() - timedelta(minutes=30), join_link="https://meet.example.org/scene")
    row = register(slot=event.slots.get(), name="Ada Okafor", email="ada@scene.example.org").registration
    Registration.objects.filter(pk=row.pk).update(came="yes", certificate_key="scenecertifi")
    of_event = "register registrations export_registrations check_in undo_check_in attendance give_certificates"
    of_link = "own change_registration join entry code own_certificate"
    return {
        **{f"gatherings:{name}": [event.key] for name in of_event.split()},
        **{f"gatherings:{name}": [token_of(row)] for name in of_link.split()},
        "gatherings:certificate": ["scenecertifi"],
    }
