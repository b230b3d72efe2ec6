"""The first page of the room: four steps from a list to people found, and the next act."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.alumni.models import DuplicatePair, Link, Registry, RosterFile, alumni
from bigtent.alumni.models.duplicate import never_compared
from bigtent.alumni.models.figures import found_people
from bigtent.ledger.declarations import Due


@login_required
@permission_required("alumni.enter", raise_exception=True)
def home(request):
    """Where the whole way stands; the first step that waits has the filled button."""
    steps = [_lists(), _duplicates(), _registries(), _review()]
    waiting = next((number for number, (_step, waits) in enumerate(steps) if waits), 0)
    context = {
        "steps": [(step, number == waiting) for number, (step, _waits) in enumerate(steps)],
        "alumni": alumni().count(),
        "reachable": alumni().reachable().count(),
        "found": found_people().count(),
    }
    return render(request, "alumni/home.html", context)


def _lists() -> tuple[Due, bool]:
    """Each step with whether it is the next thing to do."""
    applied, waiting = RosterFile.objects.applied().count(), RosterFile.objects.unfinished().count()
    if waiting:
        why = ngettext("%(n)s file waits to be brought in.", "%(n)s files wait to be brought in.", waiting)
    else:
        why = ngettext("%(n)s file was brought in so far.", "%(n)s files were brought in so far.", applied)
    why = why % {"n": waiting or applied} if waiting or applied else _("A spreadsheet is enough, with any headings.")
    url = reverse("alumni:rosters" if waiting else "alumni:new-roster")
    button = _("See the files") if waiting else _("Bring a list")
    return Due(title=_("Bring your lists"), why=why, button=button, url=url), bool(waiting) or not applied


def _duplicates() -> tuple[Due, bool]:
    waiting = DuplicatePair.objects.waiting().count()
    if waiting:
        why = ngettext("%(n)s question waits for a person.", "%(n)s questions wait for a person.", waiting)
        why, button, url = why % {"n": waiting}, _("Look at them"), reverse("alumni:review-duplicates")
    else:
        why = _("The same person often stands in several lists. Sure ones are merged, the others become questions.")
        button, url = _("Look for duplicates"), reverse("alumni:duplicates")
    return Due(title=_("Merge duplicates"), why=why, button=button, url=url), bool(waiting) or never_compared()


def _registries() -> tuple[Due, bool]:
    count = Registry.objects.count()
    why = _("A public list of professionals, with names and addresses of today.")
    if count:
        why = ngettext("%(n)s registry is loaded.", "%(n)s registries are loaded.", count) % {"n": count}
    button = _("See the registries") if count else _("Load a registry")
    return Due(title=_("Load a registry"), why=why, button=button, url=reverse("alumni:registries")), not count


def _review() -> tuple[Due, bool]:
    waiting = Link.objects.queue().count()
    why = _("The registry is searched for everybody; a person decides about each match.")
    if waiting:
        why = ngettext("%(n)s person has a match to look at.", "%(n)s people have a match to look at.", waiting)
        why %= {"n": f"{waiting:,}"}
    url = reverse("alumni:desk" if waiting else "alumni:finding")
    button = _("Open the desk") if waiting else _("Search and review")
    return Due(title=_("Find and review"), why=why, button=button, url=url), bool(waiting)
