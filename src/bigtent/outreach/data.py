"""What this room keeps of a person, as it stands on her own page."""

from collections.abc import Iterator

from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Datum
from bigtent.outreach.models import Preference
from bigtent.outreach.previewing import preview
from bigtent.people.models import Person, Purpose


def preference(person: Person) -> Iterator[tuple[str, str]]:
    """Nothing where she chose nothing."""
    held = Preference.objects.filter(person=person).first()
    if held or person.language:
        seen = preview(person)
        yield f"{seen.begins} {seen.leaves}", _now("as you told us")


DATA = (
    Datum(
        "outreach.preference", _("How you want to be reached"), (Purpose.OUTREACH,), preference, asked=False,
        why=_("So that messages come in your language, by your name and at hours that are safe."),
        subject=_("How to reach you"), edit_url=reverse_lazy("outreach:preferences"), order=31,
    ),
)  # fmt: skip
