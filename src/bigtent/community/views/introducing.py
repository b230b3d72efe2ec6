"""Pages of introductions: people like me near me, asking for one, and the page its letter leads to."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.community.asking_links import introduction_of, introduction_path
from bigtent.community.forms.introducing import MILES, AddressForm, NearForm, WishForm
from bigtent.community.introducing_letters import named
from bigtent.community.models import Introduction
from bigtent.community.models.introducing import GRACE, PATIENCE
from bigtent.community.near import addresses_of, people_near
from bigtent.community.services import introducing as services
from bigtent.community.services.asking import keep_apart
from bigtent.community.views.asking import by_link, carried_out, takes_part
from bigtent.ledger.clock import now
from bigtent.ledger.errors import Refusal
from bigtent.outreach.models import ServiceLetter
from bigtent.people.models import Person, Purpose

PER_PAGE = 20
State = Introduction.State


@takes_part
def near(request):
    """Members like me near me; only for those who want introductions themselves."""
    form = NearForm(request.GET if "near" in request.GET else {"like": ["profession"], "near": "state"})
    wanting = _wants(request.user)
    found = _found(request.user, form) if wanting and form.is_valid() else []
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "wanting": wanting, "page": page, **_wishes(request.user.person_id)}
    return render(request, "community/near.html", context)


def _wants(account) -> bool:
    return Person.objects.consenting_to(Purpose.DIRECTORY, services.DATUM).filter(pk=account.person_id).exists()


def _found(account, form: NearForm):
    where = form.cleaned_data["near"]
    region = where if where in ("state", "division") else ""
    return people_near(account, form.cleaned_data["like"], MILES.get(where), region)


def _wishes(person: int) -> dict:
    """What I asked for, and what is asked of me."""
    moment = now()
    asked = Introduction.objects.filter(asker=person).exclude(state=State.WITHDRAWN).select_related("other")
    of_me = Introduction.objects.filter(other=person, asked_at__lte=moment - GRACE)
    of_me = of_me.filter(state__in=[State.ASKED, State.AGREED]).select_related("asker")
    return {
        "asked_people": {one.other_id for one in asked},
        "asked": [(one, standing(one, moment)) for one in asked[:PER_PAGE]],
        "of_me": [(one, introduction_path(one), one.state == State.AGREED) for one in of_me[:PER_PAGE]],
    }


def standing(row: Introduction, moment) -> str:
    """How it stands as the asker reads it: a no looks like no answer yet, and later like none at all."""
    if row.state == State.AGREED and row.answered_at <= moment - GRACE:
        return "agreed"
    return "not_now" if row.asked_at <= moment - PATIENCE else "waiting"


@takes_part
@require_POST
def want_introductions(request):
    """The switch."""
    wanted = "on" in request.POST
    done = _("Members like you near you may find you here now.") if wanted else _("You are no longer shown here.")
    return carried_out(
        request, partial(services.want_introductions, wanted=wanted, by=request.user), done, "community:near"
    )


@takes_part
def ask_introduction(request, key):
    """One line, and which of my addresses she gets if she says yes."""
    seen = Person.objects.visible_to(request.user, Purpose.DIRECTORY).showing(services.DATUM)
    other = get_object_or_404(seen.exclude(pk=request.user.person_id).for_listing(), key=key)
    if services.are_apart(request.user.person, other):
        raise Http404
    form = WishForm(request.POST or None, addresses=addresses_of(request.user.person))
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_introduction(other=other, by=request.user, **form.cleaned_data)
            messages.success(request, _("Asked. The letter goes out in ten minutes; until then you can take it back."))
            return redirect("community:near")
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "community/ask_introduction.html", {"form": form, "other": other, "days": PATIENCE.days})


@takes_part
@require_POST
def withdraw_introduction(request, key):
    row = get_object_or_404(Introduction, key=key, asker=request.user.person_id)
    verb = partial(services.withdraw_introduction, row=row, by=request.user)
    return carried_out(request, verb, _("Taken back."), "community:near")


@by_link(introduction_of, "community/link_over.html")
def introduction(request, row, token):
    """Somebody wants to meet her: yes, not now, or never again. Opening it does nothing."""
    mine = request.user.is_authenticated and request.user.person_id == row.other_id
    form = AddressForm(request.POST if "yes" in request.POST else None, addresses=_offered(row, mine))
    if request.method == "POST" and _acted(request, row, form, request.user if mine else None):
        return redirect("community:introduction", token=token)
    agreed_lately = row.state == State.AGREED and row.answered_at > now() - GRACE
    context = {"row": row, "token": token, "form": form, "agreed_lately": agreed_lately, "who": named(row.asker)}
    return render(request, "community/introduction.html", context)


def _offered(row: Introduction, mine: bool) -> list[str]:
    """Signed in she chooses among all her addresses; by the link alone only that to which the letter went is shown."""
    if mine:
        return addresses_of(row.other)
    letters = ServiceLetter.objects.filter(kind=services.WANTED, of=row.pk, person=row.other_id)
    return list(filter(None, letters.values_list("address", flat=True)))


def _acted(request, row: Introduction, form: AddressForm, by) -> bool:
    try:
        if "no" in request.POST:
            services.decline_introduction(row=row, by=by)
        elif "undo" in request.POST:
            services.take_back_agreement(row=row, by=by)
        elif "apart" in request.POST:
            keep_apart(person=row.other, other=row.asker, by=by)
        elif form.is_valid():
            services.agree_to_introduction(row=row, address=form.cleaned_data["address"], by=by)
        else:
            return False
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return True
