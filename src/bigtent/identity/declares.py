"""What the identity room offers to others."""

from collections.abc import Callable, Iterator

from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.identity import scope
from bigtent.identity.questions import questions
from bigtent.identity.questions.question import Question
from bigtent.ledger.declarations import Datum, Deed, Known, Recorded
from bigtent.people.rules import is_manager


def show_answers(person, account) -> Iterator[tuple[str, str, str]]:
    """For herself all she said; for others at most the pronouns, where she lets members read them."""
    told = _now("as you told us") if account.person_id == person.pk else _now("as they told us")
    for question, own in scope.lines_of(person, account):
        yield str(question.label), own.words, told


def answered(question: Question) -> Callable:
    """That she answered, and when; what she said stands only on her own page of the question."""

    def show(person):
        if moment := scope.answered_at(person, question.name):
            day = date_format(localtime(moment), "DATE_FORMAT")
            yield _now("answered; only you can read it"), _now("as you told us on %s") % day

    return show


def _datum(question: Question, order: int) -> Datum:
    return Datum(
        name=question.datum,
        label=question.label,
        purposes=question.purposes,
        show=answered(question),
        sensitive=True,
        why=question.why,
        edit_url=reverse_lazy("identity:question", args=[question.name]),
        order=order,
    )


DATA = tuple(_datum(question, 60 + place) for place, question in enumerate(questions()))

DEEDS = (
    Deed("save_answer", _("A question about oneself was answered"), _("%(count)s answers were given")),
    Deed("take_down_answers", _("Answers from forms were taken down"), _("%(count)s answers were taken down")),
    Deed(
        "remove_answers", _("An answer was removed by its giver"), _("%(count)s answers were removed by their givers")
    ),
    Deed("enter_definition", _("“%(what)s” was entered as a definition of under-represented")),
    Deed("end_definition", _("The definition “%(what)s” was ended")),
)

HISTORY = (Recorded("identity.Definition", lambda account, row: is_manager(account)),)

KNOWN = (
    Known(
        model="identity.Answer",
        title=_("What you said of yourself"),
        unique=("question",),
        latest="answered_at",
        show=show_answers,
    ),
)
