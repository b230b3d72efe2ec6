"""Letters about what somebody asked for that need a person's word."""

from functools import partial

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.declarations import declared
from bigtent.outreach import services
from bigtent.outreach.forms.sending import SettleLetterForm
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.views import carried_out, may

PER_PAGE = 50


@may("outreach.write")
def service_letters(request):
    """Those that were cut off or not sent, the oldest first."""
    found = ServiceLetter.objects.need_a_decision().select_related("person")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    labels = {kind.name: kind.label for kind in declared("LETTERS")}
    lines = [(one, labels.get(one.kind, one.kind)) for one in page]
    return render(
        request, "outreach/service_letters.html", {"page": page, "lines": lines, "zone": settings.NETWORK_TIME_ZONE}
    )


@may("outreach.write")
@require_POST
def settle(request):
    """What became of one letter that nobody else can judge."""
    form = SettleLetterForm(request.POST)
    if not form.is_valid():
        raise Http404
    letter, arrived = form.cleaned_data["letter"], form.cleaned_data["arrived"]
    verb = partial(services.settle_service_letters, letters=[letter], arrived=arrived, by=request.user)
    words = _("Noted as sent.") if arrived else _("It is sent again within minutes.")
    return carried_out(request, verb, words, "outreach:service_letters")
