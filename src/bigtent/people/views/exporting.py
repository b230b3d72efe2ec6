"""Take a list of people out: name the purpose, see what it leaves out, get the file."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.spreadsheets import csv_download, xlsx_download
from bigtent.people.errors import ExportError
from bigtent.people.forms.directory import DirectorySearch
from bigtent.people.forms.exporting import ExportForm
from bigtent.people.services.exports import agreed_to, drawn_up, export_people, exportable
from bigtent.people.views.refusing import say_on

DOWNLOADS = {"csv": csv_download, "xlsx": xlsx_download}


@login_required
@permission_required("people.export_people", raise_exception=True)
def export(request):
    """The people of a search of the directory, which stands in the address."""
    search = DirectorySearch(request.GET)
    search.is_valid()
    found = drawn_up(request.user, search.criteria())
    form = ExportForm(request.POST or None, purposes=_purposes(found))
    asked = ", ".join(words for words, _field in search.chips())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = export_people(
                purpose=told["purpose"], criteria=search.criteria(), by=request.user, reason=told["reason"],
                asked=asked or _("everybody"),
            )  # fmt: skip
            return DOWNLOADS[told["file"]](made.rows, name=f"people-{told['purpose']}-{today()}.{told['file']}")
        except ExportError as refusal:
            say_on(form, refusal)
    context = {"form": form, "found": len(found), "asked": asked, "search": request.GET.urlencode()}
    return render(request, "people/export.html", context)


def _purposes(found: list[int]) -> list[tuple[str, str]]:
    """Each purpose with how many of those found would be on its list, and how many their own word leaves out."""
    return [(purpose.value, _in_words(purpose, found, agreed_to(purpose))) for purpose in exportable()]


def _in_words(purpose, found: list[int], agreed: set[int] | None) -> str:
    kept = len(found) if agreed is None else sum(pk in agreed for pk in found)
    words = (
        _("%(purpose)s: %(kept)s people")
        if kept == len(found)
        else _("%(purpose)s: %(kept)s people, %(out)s did not agree")
    )
    return words % {"purpose": purpose.label, "kept": f"{kept:,}", "out": f"{len(found) - kept:,}"}
