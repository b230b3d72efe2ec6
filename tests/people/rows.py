"""The rows of the room as text, to see whether anything changed."""

from django.core import serializers

from bigtent.people.models import Account, Affiliation, Consent, ContactPoint, Offer, Person


def everything() -> str:
    """All rows but the ledger of merges itself."""
    tables = (Person, Account, ContactPoint, Affiliation, Offer, Consent)
    rows = [row for table in tables for row in table.objects.order_by("pk")]
    return serializers.serialize("json", rows, indent=1)
