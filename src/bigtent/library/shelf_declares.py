"""What the shelves of the library offer to others: deeds, histories, what is held of a person, what is due, news."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Deed, Due, DueSource, Known, News, NewsSource, Recorded
from bigtent.library.models import Resource, Solution, StepDone
from bigtent.people.rules import is_manager

DEEDS_OF_SHELVES = (
    Deed("add_resource", gettext_lazy("“%(what)s” was put on the shelf")),
    Deed("change_resource", gettext_lazy("The resource “%(what)s” was changed")),
    Deed("take_off_shelf", gettext_lazy("“%(what)s” was taken off the shelf")),
    Deed("put_back_on_shelf", gettext_lazy("“%(what)s” was put back on the shelf")),
    Deed("add_solution", gettext_lazy("The solution “%(what)s” was written down")),
    Deed("change_solution", gettext_lazy("The solution “%(what)s” was changed")),
    Deed("add_brief", gettext_lazy("The brief “%(what)s” was written down")),
    Deed("change_brief", gettext_lazy("The brief “%(what)s” was changed")),
    Deed("adopt", gettext_lazy("Adopted: %(what)s"), gettext_lazy("%(count)s things were adopted")),
    Deed("take_back_adoption", gettext_lazy("No longer adopted: %(what)s")),
    Deed("change_path", gettext_lazy("The learning path “%(what)s” was changed")),
    Deed("set_step", gettext_lazy("A step of the learning path “%(what)s” was set")),
    Deed("remove_step", gettext_lazy("A step was taken from the learning path “%(what)s”")),
    Deed("load_content", gettext_lazy("The packaged pages of the library were loaded")),
)


def may_read(account, row) -> bool:
    return is_manager(account)


def of_thing(row) -> Q:
    """The thing with who adopted it."""
    adopted = [str(pk) for pk in row.adoptions.values_list("pk", flat=True)]
    return Q(object_type=row._meta.label_lower, object_id=str(row.pk)) | Q(
        object_type="library.adoption", object_id__in=adopted
    )


HISTORY_OF_SHELVES = (
    Recorded("library.Resource", may_read, entries=of_thing),
    Recorded("library.Solution", may_read, entries=of_thing),
    Recorded("library.Brief", may_read),
    Recorded("library.Path", may_read),
    Recorded("library.Adoption", may_read),
)


def show_contact(person, account):
    rows = Solution.objects.filter(contact=person, removed_at__isnull=True)
    for row in rows if account.person_id == person.pk else rows.none():
        yield _("Contact for a solution"), row.title, _("entered by staff")


def show_steps(person, account):
    rows = StepDone.objects.filter(person=person).select_related("step__path")
    for row in rows if account.person_id == person.pk else rows.none():
        yield _("Step of a learning path"), f"{row.step.path}: {row.step}", _("as you marked it")


KNOWN_OF_SHELVES = (
    Known(
        model="library.Solution",
        field="contact",
        title=gettext_lazy("Solutions you are the contact for"),
        show=show_contact,
        kept_because=gettext_lazy("What was done about a problem stays. That you can be asked about it is forgotten."),
    ),
    Known(
        model="library.StepDone",
        title=gettext_lazy("Steps of learning paths you marked"),
        unique=("step",),
        show=show_steps,
    ),
)

SWEPT_OF_SHELVES = (
    "library.Resource.title",
    "library.Resource.summary",
    "library.Resource.text",
    "library.Resource.words",
    "library.ResourceVersion.title",
    "library.ResourceVersion.summary",
    "library.ResourceVersion.text",
    "library.ResourceVersion.what_changed",
    "library.Solution.title",
    "library.Solution.summary",
    "library.Solution.problem",
    "library.Solution.done",
    "library.Solution.where",
    "library.Solution.evidence",
    "library.Solution.words",
    "library.Brief.title",
    "library.Brief.summary",
    "library.Brief.claim",
    "library.Brief.words",
    "library.BriefRecommendation.text",
    "library.Adoption.note",
    "library.Path.title",
    "library.Path.summary",
    "library.PathStep.title",
    "library.PathStep.text",
)

STALE_MONTHS = 12


def stale_resources(account):
    """Texts of the shelf that nobody has checked for a year, as one thing to do."""
    if not account.has_perm("library.manage"):
        return
    day = today()
    before = day.replace(year=day.year - 1, day=min(day.day, 28))
    rows = Resource.objects.filter(removed_at__isnull=True, checked_on__lt=before).order_by("checked_on", "pk")
    first = rows.first()
    if first:
        yield Due(
            title=_("Read “%s” and its sources again") % first,
            why=_("It was last checked more than a year ago. Rules and figures change."),
            button=_("Open it"),
            url=first.get_absolute_url(),
            minutes=20,
        )


DUE_OF_SHELVES = (DueSource("library-stale", stale_resources),)


def new_on_the_shelf(since: datetime):
    """What was put on the shelf for everybody by people of the network; the packaged texts are no news."""
    rows = Resource.objects.filter(is_public=True, removed_at__isnull=True, shipped=None, made_at__gte=since)
    for row in rows.prefetch_related("topics"):
        topics = tuple(topic.pk for topic in row.topics.all())
        about, page = f"resource:{row.pk}", row.get_absolute_url()
        yield News(about, row.title, row.summary, page, row.made_at, topics, row.demonstration)


NEWS_OF_SHELVES = (NewsSource("library-shelf", gettext_lazy("New in the library"), new_on_the_shelf),)
