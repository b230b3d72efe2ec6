"""Papers of a group: add, read, show to everybody, remove, put back."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.groups.forms.documents import DocumentForm
from bigtent.groups.models import GroupDocument
from bigtent.groups.services import documents as services
from bigtent.groups.services.memberships import inside
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.views.groups import seen


def kept(account):
    return GroupDocument.objects.visible_to(account).select_related("group", "document")


def all_papers(account):
    return GroupDocument.objects.filter(group__in=seen(account)).select_related("group", "document")


runs = acting_on(kept, "groups.run_meetings")


@acting_on(seen, "groups.run_meetings")
def add(request, group):
    form = DocumentForm(request.POST or None, request.FILES or None, group=group)

    def verb():
        told = dict(form.cleaned_data)
        return services.add_document(group=group, by=request.user, name=told["file"].name, **told)

    return form_page(
        request, group, form, verb, title=_("Add a paper"), button=_("Add it"), done=_("Added."), to=inside(group),
        lede=_("Members of the group can read it; with your word everybody can."), template="groups/new_document.html",
    )  # fmt: skip


def read(request, key):
    """The file itself, to keep: nothing of it is opened inside a page."""
    paper = get_object_or_404(kept(request.user), key=key)
    return FileResponse(paper.document.path.open("rb"), as_attachment=True, filename=paper.file_name)


@require_POST
@runs
def show(request, paper):
    is_public = request.POST.get("public") == "1"
    words = _("Everybody can read it now. You can take it back here.") if is_public else _("Members only read it now.")
    return carried_out(
        request, lambda: services.show_document(document=paper, is_public=is_public, by=request.user), words,
        inside(paper.group),
    )  # fmt: skip


@require_POST
@runs
def remove(request, paper):
    return carried_out(
        request, lambda: services.remove_document(document=paper, by=request.user),
        _("Removed. Within 14 days you can put it back here."), inside(paper.group),
    )  # fmt: skip


@require_POST
@acting_on(all_papers, "groups.run_meetings")
def restore(request, paper):
    return carried_out(
        request, lambda: services.restore_document(document=paper, by=request.user),
        _("Put back, for members only."), inside(paper.group),
    )  # fmt: skip
