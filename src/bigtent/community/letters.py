"""The letter that brings an opportunity somebody sent to an address."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.community.models import SentOpportunity
from bigtent.community.saying import deadline_words
from bigtent.community.services.passing_on import KIND
from bigtent.ledger.declarations import LetterKind
from bigtent.outreach.service_texts import LetterText, own_words
from bigtent.people.models import Network


def write_sent(letter) -> LetterText | None:
    """Who sent it, what it is, until when; None where it closed meanwhile or was withdrawn."""
    row = SentOpportunity.objects.filter(pk=letter.of).select_related("opportunity__sponsor", "sender").first()
    if row is None or not row.opportunity.is_open:
        return None
    one, network = row.opportunity, Network.current().name
    opening = _("%(sender)s thinks this may be for you, and sends it to you by way of %(network)s.")
    lines = [
        opening % {"sender": own_words(row.sender.name), "network": network},
        f"**{own_words(one.title)}**",
        own_words(", ".join(filter(None, (str(one.get_kind_display()), one.sponsored_by)))),
        deadline_words(one),
        _("Read all of it, and check whether it fits you: %s") % f"{settings.SITE_URL}{one.get_absolute_url()}",
        _("To look at it you need no account. Nobody learns whether you did."),
    ]
    return LetterText(
        subject=_("%(sender)s sends you an opportunity") % {"sender": row.sender.name},
        text="\n\n".join(filter(None, lines)),
        why=_("You get this one letter because %(sender)s entered your address. It is used for nothing else.")
        % {"sender": row.sender.name},
    )


LETTERS_OF_OPPORTUNITIES = (LetterKind(KIND, gettext_lazy("An opportunity somebody sent"), write=write_sent),)
