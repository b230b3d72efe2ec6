"""Pages of registries and finding runs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.alumni.forms.finding import FindingForm, RegistryForm
from bigtent.alumni.models import FindingRun, Link, Registry
from bigtent.alumni.models.figures import finding_numbers
from bigtent.ledger.models import Job
from bigtent.ledger.services import keep_document, start_job

LOAD = "bigtent.alumni.services.registry.load_registry"
FIND = "bigtent.alumni.services.finding.find_alumni"
enter = permission_required("alumni.review_links", raise_exception=True)


@login_required
@enter
def finding(request):
    """Where finding stands: figures, what waits, the runs so far, and a new one."""
    context = {
        "numbers": finding_numbers(),
        "found_opens": f"{reverse('alumni:links')}?state=confirmed",
        "waiting_opens": f"{reverse('alumni:links')}?state=proposed",
        "form": FindingForm(),
        "has_registries": Registry.objects.exists(),
        "at_work": Job.objects.unfinished().filter(verb=FIND).first(),
        "page": Paginator(FindingRun.objects.select_related("registry"), 10).get_page(request.GET.get("page")),
    }
    return render(request, "alumni/finding/finding.html", context)


@login_required
@permission_required("alumni.find_alumni", raise_exception=True)
@require_POST
def start(request):
    """Begin a finding run; the page of the job shows how far it is."""
    form = FindingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such registry. Load it first."))
        return redirect("alumni:finding")
    registry = form.cleaned_data["registry"]
    job = start_job(
        verb=FIND,
        title=_("Look for alumni in %(registry)s") % {"registry": registry.name},
        by=request.user,
        permission="alumni.find_alumni",
        arguments={"registry": registry.key},
        result_url=reverse("alumni:finding"),
    )
    return redirect("ledger:job", key=job.key)


@login_required
@enter
def run(request, key):
    """What one run found, and how its promises held against what people decided since."""
    run = get_object_or_404(FindingRun.objects.finished().select_related("registry", "by__person"), key=key)
    bands = _calibration(run)
    context = {
        "run": run,
        "opens": f"{reverse('alumni:links')}?run={run.key}",
        "bands": bands,
        "decided": sum(band["decided"] for band in bands),
        "expected": number_format(round(run.expected), force_grouping=True),
        "precision": _share(run.precision),
        "facts": _facts_of_run(run),
    }
    return render(request, "alumni/finding/run.html", context)


def _calibration(run: FindingRun) -> list[dict]:
    """The bands of a run with what was decided about the likeliest candidate of each person since."""
    decisions = run.links.filter(rank=1).decided_by_band([(band["low"], band["high"]) for band in run.bands])
    bands = []
    for band, decided in zip(run.bands, decisions, strict=True):
        promised = band["expected"] / band["people"] if band["people"] else None
        words = {
            "label": f"{100 * band['low']:.0f}–{100 * band['high']:.0f}%",
            "promised_words": _share(promised),
            "held_words": _share(decided["held"]),
        }
        bands.append(band | decided | words)
    return bands[::-1]


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}%"


def _facts_of_run(run: FindingRun) -> list[tuple[str, str]]:
    return [
        (_("Method"), _("Fellegi-Sunter weights learned without labels; candidates compete for one place")),
        (_("Model"), run.report.get("model")),
        (_("Estimated share of our people in the registry"), _share(run.report.get("share"))),
        (_("Registry"), _("%(name)s, %(rows)s rows") % {"name": run.registry, "rows": f"{run.registry.rows:,}"}),
        (_("Searched by"), run.by and run.by.person),
        (_("Time taken"), _("%(seconds)s seconds") % {"seconds": run.report.get("seconds")}),
        (
            _("Who may see more"),
            _("Reviewers, program managers and administrators see the people"),
        ),
    ]


@login_required
@enter
def registries(request):
    """The registries loaded so far, and the form that loads one more."""
    may_load = request.user.has_perm("alumni.load_registry")
    form = RegistryForm(request.POST or None, request.FILES or None) if may_load else None
    if request.method == "POST" and form and form.is_valid():
        return redirect("ledger:job", key=_load(request, form.cleaned_data).key)
    page = Paginator(Registry.objects.with_searched_at(), 25).get_page(request.GET.get("page"))
    return render(request, "alumni/finding/registries.html", {"page": page, "form": form})


def _load(request, told) -> Job:
    document = keep_document(file=told["file"], name=told["file"].name, by=request.user)
    return start_job(
        verb=LOAD,
        title=_("Load %(name)s") % {"name": told["name"]},
        by=request.user,
        permission="alumni.load_registry",
        arguments={
            "path": str(document.path),
            "name": told["name"],
            "as_of_on": told["as_of_on"].isoformat(),
            "source": told["source"],
            "terms": told["license"],
        },
        result_url=reverse("alumni:registries"),
    )


@login_required
@enter
def registry(request, key):
    """One edition: what it is, what of it could not be used, and the runs that searched it."""
    registry = get_object_or_404(Registry.objects.select_related("loaded_by__person"), key=key)
    context = {
        "registry": registry,
        "facts": _facts(registry),
        "runs": registry.runs.finished(),
        "found": Link.objects.confirmed().filter(entry__registry=registry).count(),
        "has_report": bool(registry.problems) and registry.refused_path.exists(),
    }
    return render(request, "alumni/finding/registry.html", context)


def _facts(registry: Registry) -> list[tuple[str, str]]:
    return [
        (_("As of"), registry.as_of_on),
        (_("Rows"), number_format(registry.rows, force_grouping=True)),
        (_("Rows refused"), number_format(registry.refused_rows, force_grouping=True)),
        (_("Columns"), ", ".join(registry.columns)),
        (_("Where it comes from"), registry.source),
        (_("What its use rests on"), registry.license),
        (_("Loaded by"), registry.loaded_by and registry.loaded_by.person),
        (_("Who may see it"), _("Reviewers, program managers and administrators")),
    ]


@login_required
@enter
def refused(request, key):
    """Every row and value that was left out, as a file."""
    registry = get_object_or_404(Registry, key=key)
    if not registry.refused_path.exists():
        raise Http404
    name = f"{registry.name}-{registry.as_of_on}-refused.csv"
    kind = "text/csv; charset=utf-8"
    return FileResponse(registry.refused_path.open("rb"), as_attachment=True, filename=name, content_type=kind)
