"""Texts kept to be used again."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.outreach import services
from bigtent.outreach.forms.texts import TemplateForm
from bigtent.outreach.models import Template
from bigtent.outreach.views import carried_out, may, said_on
from bigtent.outreach.writing import FIELDS

PER_PAGE = 50


@may("outreach.write")
def templates(request):
    """All templates in use, by name."""
    in_use = Template.objects.filter(ended_on__isnull=True).select_related("topic", "by__person")
    return render(
        request, "outreach/templates.html", {"page": Paginator(in_use, PER_PAGE).get_page(request.GET.get("page"))}
    )


@may("outreach.write")
def new_template(request):
    return _written(request, Template())


@may("outreach.write")
def template(request, key):
    return _written(request, get_object_or_404(Template.objects.select_related("topic"), key=key))


def _written(request, one: Template):
    """The text in two languages side by side; a template that was ended is only read."""
    form = TemplateForm(request.POST or None, initial=TemplateForm.told(one))
    if request.method == "POST" and form.is_valid():
        for field, value in form.cleaned_data.items():
            setattr(one, field, value)
        try:
            kept = services.keep_template(template=one, by=request.user)
            messages.success(request, _("The template is kept. Messages written from it before stay as they are."))
            return redirect(kept)
        except Refusal as refusal:
            said_on(form, refusal)
    saved = Template.objects.filter(pk=one.pk).first()
    return render(request, "outreach/template.html", {"template": saved, "form": form, "fields": FIELDS.items()})


@may("outreach.write")
@require_POST
def end_template(request, key):
    one = get_object_or_404(Template, key=key, ended_on__isnull=True)
    verb = partial(services.end_template, template=one, by=request.user)
    return carried_out(request, verb, _("The template is offered no more."), "outreach:templates")
