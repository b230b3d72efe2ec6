"""Write a message, and see it as its readers will."""

from functools import partial

from django.contrib import messages as said
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bigtent.ledger.errors import Refusal
from bigtent.outreach import letters, services
from bigtent.outreach.audiences import reach
from bigtent.outreach.forms.texts import MessageForm
from bigtent.outreach.models import Audience, Message, Template
from bigtent.outreach.views import carried_out, may, said_on
from bigtent.outreach.writing import FIELDS, language_of, languages_of
from bigtent.people.models import Person, Purpose
from bigtent.people.names import folded

PER_PAGE, OFFERED, LONGEST = 50, 12, 100
State = Message.State


@may("outreach.write")
def messages(request):
    """All messages, the latest first; digests are written by themselves and stand apart."""
    state = request.GET.get("state", "")
    found = Message.objects.filter(kind=Message.Kind.NEWS).select_related("audience", "by__person", "topic")
    if state in State.values:
        found = found.filter(state=state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": State.choices, "state": state}
    return render(request, "outreach/messages.html", context)


@may("outreach.write")
def new_message(request):
    """A new draft: empty, from a template, like an earlier message, or to an audience."""
    source, one = None, Message()
    if key := request.GET.get("template"):
        source = one.template = get_object_or_404(Template, key=key, ended_on__isnull=True)
    elif key := request.GET.get("like"):
        source = get_object_or_404(Message, key=key, kind=Message.Kind.NEWS)
    begins = MessageForm.told(source) if source else {}
    if key := request.GET.get("audience"):
        begins["audience"] = get_object_or_404(Audience.objects.in_use(), key=key).key
    return _written(request, one, begins)


@may("outreach.write")
def edit_message(request, key):
    one = message_or_404(key)
    if one.state != State.DRAFT:
        said.error(request, _("It is no draft any more. Stop it first, or write a new one."))
        return redirect(one)
    return _written(request, one, MessageForm.told(one))


def _written(request, one: Message, begins: dict):
    form = MessageForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        for field in ("name", "topic", "audience", "choices", "subject_en", "body_en", "subject_es", "body_es"):
            setattr(one, field, form.cleaned_data[field])
        try:
            kept = services.write_message(message=one, by=request.user)
            said.success(request, _("The draft is kept. Look at it as your readers will."))
            return redirect("outreach:preview", key=kept.key)
        except Refusal as refusal:
            said_on(form, refusal)
    saved = Message.objects.filter(pk=one.pk).first()
    templates = [] if one.pk or one.template else Template.objects.filter(ended_on__isnull=True)[:OFFERED]
    context = {"message": saved, "form": form, "fields": FIELDS.items(), "templates": templates}
    return render(request, "outreach/edit_message.html", context)


@may("outreach.write")
def preview(request, key):
    """The message as one reader gets it: HTML and plain text side by side, in her language."""
    message = message_or_404(key)
    chosen, offered, refused = None, [], ""
    try:
        addresses = reach(message.audience, by=request.user, topic=message.topic).addresses if message.audience else {}
        chosen = _chosen(request, addresses)
        offered = _offered(request, addresses)
    except Refusal as refusal:
        refused = refusal
    reader = chosen or request.user.person
    languages = languages_of(message)
    wanted = request.GET.get("language", "")
    language = wanted if wanted in languages and not chosen else language_of(message, reader)
    context = {
        "message": message,
        "letter": letters.preview(message, reader, language),
        "chosen": chosen,
        "offered": offered,
        "refused": refused,
        "language": get_language_info(language)["name_translated"],
        "samples": [(code, get_language_info(code)["name_translated"]) for code in languages],
        "query": request.GET.get("q", "")[:LONGEST],
    }
    return render(request, "outreach/preview.html", context)


def _chosen(request, addresses: dict[int, str]) -> Person | None:
    """The reader somebody chose; only one the message would reach."""
    if not request.GET.get("person"):
        return None
    person = Person.objects.visible_to(request.user, Purpose.RECORDS).filter(key=request.GET["person"]).first()
    if person is None or person.pk not in addresses:
        raise Http404
    return person


def _offered(request, addresses: dict[int, str]) -> list[Person]:
    """Some readers to choose from: those whose name was asked for, or the first by name."""
    words = folded(request.GET.get("q", "")[:LONGEST]).split()
    records = Person.objects.visible_to(request.user, Purpose.RECORDS)
    ids = [pk for pk in records.matching(words).in_name_order() if pk in addresses][:OFFERED]
    shown = {person.pk: person for person in records.page(ids)}
    return [shown[pk] for pk in ids]


@may("outreach.write")
def discard_message(request, key):
    """A page of its own, because a draft that is gone cannot be brought back."""
    one = message_or_404(key)
    if request.method != "POST":
        return render(request, "outreach/discard.html", {"message": one})
    verb = partial(services.discard_message, message=one, by=request.user)
    return carried_out(request, verb, _("The draft is gone. Nobody was written to."), "outreach:messages")


def message_or_404(key: str) -> Message:
    """A message that somebody wrote; digests write themselves."""
    found = Message.objects.filter(kind=Message.Kind.NEWS).select_related("audience", "topic", "by__person", "template")
    return get_object_or_404(found, key=key)
