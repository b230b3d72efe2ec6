"""What of the messages is due for staff: a release, mails that need a word, addresses that came back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.ledger.declarations import Due
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.waiting import came_back, to_release, to_settle


def due_releases(account):
    """Messages to many that somebody else wrote and tried out."""
    if not account.has_perm("outreach.release"):
        return
    for one in to_release(account):
        if one.is_mine:
            words = _("%(count)s people would get it, so a second person looks first.")
            yield Due(
                title=_("“%(message)s” waits for your release") % {"message": one.message},
                why=words % {"count": f"{one.reached:,}"},
                button=_("Look and release"),
                url=one.message.get_absolute_url(),
                minutes=5,
                order=20,
            )


def due_mails(account):
    """Mails that only a person can judge."""
    if not account.has_perm("outreach.write"):
        return
    for message, count in to_settle():
        words = ngettext(
            "%(n)s mail of “%(message)s” needs your word", "%(n)s mails of “%(message)s” need your word", count
        )
        yield Due(
            title=words % {"n": f"{count:,}", "message": message},
            why=_("They were cut off or refused. Nothing is sent twice by itself."),
            button=_("Look at them"),
            url=reverse("outreach:deliveries", args=[message.key]),
            order=45,
        )


def due_letters(account):
    """Letters about what somebody asked for that only a person can judge."""
    if not account.has_perm("outreach.write"):
        return
    if count := ServiceLetter.objects.need_a_decision().count():
        words = ngettext("%(n)s letter needs your word", "%(n)s letters need your word", count)
        yield Due(
            title=words % {"n": f"{count:,}"},
            why=_("It is about what somebody asked for. Nothing is sent twice by itself."),
            button=_("Look at them"),
            url=reverse("outreach:service_letters"),
            order=44,
        )


def due_addresses(account):
    """Addresses from which mail came back, until somebody corrects them."""
    if not account.has_perm("outreach.write"):
        return
    if count := len(came_back()):
        words = ngettext("%(n)s address came back", "%(n)s addresses came back", count)
        yield Due(
            title=words % {"n": f"{count:,}"},
            why=_("Nothing is sent there any more, until somebody corrects it."),
            button=_("Correct them"),
            url=reverse("outreach:came_back"),
            order=50,
        )
