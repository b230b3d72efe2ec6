"""The front of the library: everything on its shelves, searched and narrowed."""

from django.core.paginator import Paginator
from django.shortcuts import render

from bigtent.library.forms.shelf import ShelfForm
from bigtent.library.shelf import found, things

PER_PAGE = 20


def home(request):
    form = ShelfForm(request.GET)
    asked = form.asked()
    page = Paginator(found(request.user, asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "things": things(page.object_list),
        "is_narrowed": any((asked.words, asked.kind, asked.topic, asked.audience, asked.domain)),
    }
    return render(request, "library/home.html", context)
