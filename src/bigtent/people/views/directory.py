"""The directory: search, narrow, page."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render

from bigtent.people.forms.directory import DirectorySearch
from bigtent.people.models import Person

PER_PAGE = 25


@login_required
@permission_required("people.read_directory", raise_exception=True)
def directory(request):
    """People this reader may see, by name, profession, specialty, region, class years and offers.

    One pass finds the ids in order, which gives the count and the page; a second reads the 25 people shown.
    """
    form = DirectorySearch(request.GET)
    form.is_valid()
    seen = Person.objects.seen_by(request.user)
    found = seen.search(**form.criteria())
    page = Paginator(found.in_name_order(), PER_PAGE).get_page(request.GET.get("page"))
    people = seen.page(page.object_list).for_listing()
    chips = [(words, _without(request.GET, field)) for words, field in form.chips()]
    return render(request, "people/directory.html", {"form": form, "page": page, "people": people, "chips": chips})


def _without(query: QueryDict, field: str) -> str:
    """The address of this search without one of its fields, or one value of it (`name=value`)."""
    name, _equals, value = field.partition("=")
    rest = query.copy()
    kept = [given for given in rest.getlist(name) if value and given != value]
    rest.setlist(name, kept)
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
