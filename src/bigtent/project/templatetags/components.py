"""What pages are made of, as template tags. The page of components shows every one; docs/components.md lists them."""

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bigtent.ledger import readings
from bigtent.ledger.clock import today
from bigtent.ledger.history import recorded
from bigtent.ledger.markup import to_html
from bigtent.people.models import Network
from bigtent.people.states import STATES

register = template.Library()

STATUSES = {
    "met": ("met", gettext_lazy("Met")),
    "improving": ("improving", gettext_lazy("Improving")),
    "little": ("little", gettext_lazy("Little or no change")),
    "worse": ("worse", gettext_lazy("Getting worse")),
    "baseline": ("baseline", gettext_lazy("Baseline only")),
    "unknown": ("dashed", gettext_lazy("No figure yet")),
    "fresh": ("full", gettext_lazy("Up to date")),
    "due": ("half", gettext_lazy("Due soon")),
    "stale": ("quarter", gettext_lazy("Out of date")),
    "abandoned": ("dashed", gettext_lazy("No owner")),
    "waiting": ("open", gettext_lazy("Waiting")),
    "running": ("clock", gettext_lazy("At work")),
    "done": ("met", gettext_lazy("Done")),
    "refused": ("error", gettext_lazy("Refused")),
    "failed": ("error", gettext_lazy("Failed")),
    "cancelled": ("stop", gettext_lazy("Stopped")),
    "locked": ("lock", gettext_lazy("Locked")),
}
FRESHNESS = ("fresh", "due", "stale", "abandoned")
SIGNS = {
    "same": gettext_lazy("Same"),
    "near": pgettext_lazy("of two values", "Close"),
    "differ": gettext_lazy("Differs"),
    "none": gettext_lazy("Not given"),
}
NOTICES = {"": "info", "done": "met", "care": "care", "error": "error"}


def chosen(kind, kinds, tag):
    """The entry of `kind`, or an error for the author of the template that names what there is."""
    if kind not in kinds:
        allowed = ", ".join(repr(name) for name in kinds)
        raise template.TemplateSyntaxError(f"{{% {tag} %}} has no kind {kind!r}; it has {allowed}.")
    return kinds[kind]


@register.filter
def protected(count):
    """A count of people for a reader who may not see them: 1 to 10 reads "fewer than 11"."""
    if count is None or isinstance(count, str):
        return written(count)
    return readings.read_figure(count, None, exact=False).text


@register.filter
def written(number):
    """A number as it is written in the reader's language; words pass through, nothing is a dash."""
    if number is None:
        return "–"
    return number if isinstance(number, str) else readings.written(number)


@register.filter
def signed(number):
    """One decimal with its sign, as weights of evidence are written."""
    return f"{'−' if number < 0 else '+'}{number_format(abs(number), 1)}"


@register.filter
def marked(text, first=2):
    """Text with simple marks as HTML; its highest heading is of level `first`."""
    return to_html(text, first=first)


@register.inclusion_tag("components/support.html", takes_context=True)
def support(context):
    """Where somebody may turn for help, at the end of a page that may touch something hard."""
    person = getattr(context["request"].user, "person", None)
    state = person.place.state if person and person.place else ""
    return {"links": Network.current().support_for(state), "states": STATES}


@register.simple_tag
def icon(name, label=""):
    wording = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="ic" viewBox="0 0 24 24" {}><use href="{}#{}"/></svg>',
        wording,
        static("project/icons.svg"),
        name,
    )


@register.inclusion_tag("components/status.html")
def status(kind, label=""):
    shape, usual = chosen(kind, STATUSES, "status")
    return {"kind": kind, "shape": shape, "label": label or usual, "fresh": kind in FRESHNESS}


@register.inclusion_tag("components/fit.html")
def fit(kind, label=""):
    return {"kind": kind, "label": label or chosen(kind, SIGNS, "fit")}


@register.simple_tag
def tag(label, plain=False):
    return format_html('<span class="tag{}">{}</span>', " plain" if plain else "", label)


@register.simple_tag
def chip(label, url):
    return format_html(
        '<a class="chip" href="{}"><span class="hide">{} </span>{}{}</a>', url, _("Remove:"), label, icon("remove")
    )


@register.inclusion_tag("components/figure.html")
def figure(number, words, opens="", of=None, note="", public=False):
    show = protected if public else written
    return {"number": show(number), "words": words, "opens": opens, "of": of if of is None else show(of), "note": note}


@register.inclusion_tag("components/facts.html")
def facts(pairs):
    return {"pairs": [pair for pair in pairs if pair[1] not in (None, "")]}


@register.simple_block_tag
def proof(content, title="", is_open=False):
    title = title or _("How this number is made")
    return render_to_string("components/proof.html", {"content": content, "title": title, "is_open": is_open})


@register.simple_block_tag
def notice(content, title, kind="", level=2, live=False):
    shape = chosen(kind, NOTICES, "notice")
    return render_to_string(
        "components/notice.html",
        {
            "content": mark_safe(content.strip()),
            "title": title,
            "kind": kind,
            "shape": shape,
            "level": level,
            "live": live,
        },
    )


@register.simple_block_tag
def nothing(content, title, level=2):
    return render_to_string("components/nothing.html", {"content": content, "title": title, "level": level})


@register.simple_block_tag
def table(content, caption, note="", width="", fits=False, quiet=False, kind=""):
    """`width` is 0, 26, 32 or 54 rem before it scrolls (else 40); `quiet` keeps the caption for the ear only."""
    classes = " ".join(part for part in (kind, f"w-{width}" if width != "" else "", "fits" if fits else "") if part)
    return render_to_string(
        "components/table.html",
        {"content": content, "caption": caption, "note": note, "classes": classes, "quiet": quiet},
    )


@register.simple_block_tag
def dialog(content, name, title):
    return render_to_string("components/dialog.html", {"content": content, "name": name, "title": title})


@register.inclusion_tag("components/progress.html")
def progress(done, total, title, words=""):
    return {"done": done, "total": total, "title": title, "words": words}


@register.inclusion_tag("components/due.html")
def due(item, first=False):
    """One `ledger.declarations.Due` inside <ol class="due ruled">."""
    return {"item": item, "first": first, "today": today()}


@register.inclusion_tag("components/post.html")
def post(url, label, kind="quiet", small=False, about="", key="", **hidden):
    """A button that does something: a form of its own with the hidden values given by name."""
    return {
        "url": url,
        "label": label,
        "kind": kind,
        "small": small,
        "about": about,
        "key": key,
        "hidden": hidden,
    }


@register.inclusion_tag("components/crumbs.html")
def crumbs(*steps):
    """Label and address in turn, the label of this page last. An address is a path or the name of a URL."""
    *before, here = steps
    return {
        "before": [(label, address(url)) for label, url in zip(before[::2], before[1::2], strict=True)],
        "here": here,
    }


@register.inclusion_tag("components/history.html", takes_context=True)
def history(context, row):
    """The way to the history of a row, for those who may read it; nothing for others."""
    one, reader = recorded(row._meta.label) if row else None, context["request"].user
    opens = bool(one and row.pk and one.may_read(reader, row))
    ident = getattr(row, "key", None) or getattr(row, "pk", "")
    return {"url": reverse("ledger:history", args=[row._meta.label_lower, ident]) if opens else ""}


@register.inclusion_tag("components/local_menu.html", takes_context=True)
def local_menu(context, label, *items):
    """Label and address in turn; the entry of the present page is marked."""
    pairs = [(words, str(address(url))) for words, url in zip(items[::2], items[1::2], strict=True)]
    path, whole = context["request"].path, context["request"].get_full_path()
    here = next((url for _words, url in pairs if "?" in url and whole.startswith(url)), path)
    return {"label": label, "pairs": pairs, "here": here}


def address(url):
    """A path as it is, or the path of a URL name without arguments."""
    if str(url).startswith(("/", "#", "?", "http")):
        return url
    try:
        return reverse(url)
    except NoReverseMatch as error:
        raise template.TemplateSyntaxError(f"{url!r} is neither a path nor the name of a URL.") from error


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page: Page, label="", param="page"):
    """The pages of a list; whatever else stands in the address stays there."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)

    def link(number):
        query = context["request"].GET.copy()
        query[param] = number
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "label": label or _("Pages"),
        "links": [(number, link(number) if isinstance(number, int) else "") for number in numbers],
        "previous": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
    }
