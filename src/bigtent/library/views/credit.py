"""Pages of credit: a learner's claim; for staff what waits, what would be refused, and the files that went out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.ledger.errors import Refusal
from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job
from bigtent.ledger.spreadsheets import csv_download, xlsx_download
from bigtent.library import pars
from bigtent.library.forms.learning import CreditForm
from bigtent.library.models import Course, CreditClaim, CreditExport, CreditType, Learning
from bigtent.library.services import credit as services
from bigtent.library.views.writing import say_on

EXPORT = "bigtent.library.services.credit.export_credit"
MAY_EXPORT = "library.export_credit"
AS_A_JOB = 1000
AT_ONCE = 50


@login_required
def claim(request, key):
    """Claim credit for a completed course, or correct the claim."""
    learning = get_object_or_404(
        Learning.objects.own(request.user).completed().exclude(credit_type=CreditType.NONE), key=key
    )
    held = CreditClaim.objects.filter(learning=learning).first()
    if held and held.exported_at:
        messages.info(request, _("Your claim was sent to the provider already. Write to them to correct it."))
        return redirect(learning)
    form = CreditForm(request.POST or None, learning=learning, claim=held)
    if request.method == "POST" and form.is_valid():
        try:
            services.claim_credit(
                learning=learning, licensed=form.licensed(), hours=form.cleaned_data["hours"], by=request.user
            )
            messages.success(request, _("Claimed. It goes out with the next file to the provider."))
            return redirect(learning)
        except Refusal as refusal:
            say_on(form, refusal)
    return render(request, "library/courses/claim.html", {"learning": learning, "form": form, "claim": held})


@require_POST
@login_required
def withdraw(request, key):
    """Take a claim back before it goes out."""
    held = get_object_or_404(CreditClaim, learning__key=key, person=request.user.person_id)
    try:
        services.withdraw_credit(claim=held, by=request.user)
        messages.success(request, _("Withdrawn. What you entered for it is deleted; you can claim again."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library:learning_of", key=key)


def exporter(view):
    return login_required(permission_required(MAY_EXPORT, raise_exception=True)(view))


@exporter
def credit(request):
    """Courses with claims, and the files that went out."""
    waiting = Count("learnings__credit_claim", filter=Q(learnings__credit_claim__exported_at__isnull=True))
    found = Course.objects.exclude(credit_type=CreditType.NONE).annotate(waiting=waiting).for_listing()
    exports = CreditExport.objects.filter(done_at__isnull=False).select_related("course", "by__person")
    page = Paginator(exports, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "library/courses/credit.html", {"courses": found, "page": page})


@exporter
def credit_of(request, key):
    """What waits for one course; person by person what would be refused, without what she entered."""
    row = get_object_or_404(Course.objects.select_related("provider"), key=key)
    waiting = CreditClaim.objects.waiting().of_course(row)
    count = waiting.count()
    context = {"course": row, "count": count, "is_long": count > AS_A_JOB, "columns": services.columns_for(row)}
    if count and count <= AS_A_JOB:
        checked = services.check_claims(row, waiting.select_related("person").for_file(), today())
        context |= {"good": len(checked.good), "refused": checked.refused}
    return render(request, "library/courses/credit_of.html", context)


@require_POST
@exporter
def send(request, key):
    """Send what waits: at once, or as a job where it takes longer."""
    row = get_object_or_404(Course, key=key)
    count = CreditClaim.objects.waiting().of_course(row).count()
    if count > AS_A_JOB:
        arguments = {"course_key": row.key}
        job = Job.objects.unfinished().filter(verb=EXPORT, arguments=arguments).first() or start_job(
            verb=EXPORT, title=_("Send claims for credit: %(course)s") % {"course": row}, by=request.user,
            permission=MAY_EXPORT, arguments=arguments, result_url=reverse("library:credit"),
        )  # fmt: skip
        return redirect("ledger:job", key=job.key)
    try:
        done = services.export_credit(course_key=row.key, by=request.user)
        return redirect("library:credit_export", key=done["export"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("library:credit_of", key=row.key)


@exporter
def export(request, key):
    """One file that went out, to be downloaded while its licenses are known."""
    row = get_object_or_404(CreditExport.objects.select_related("course__provider", "by__person"), key=key)
    is_there = today() <= row.until_on
    context = {"export": row, "course": row.course, "is_there": is_there, "is_pars": is_pars(row)}
    return render(request, "library/courses/credit_export.html", context)


@require_POST
@exporter
def download(request, key):
    row = get_object_or_404(CreditExport.objects.select_related("course"), key=key)
    try:
        rows = services.download_credit(export=row, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    name = f"completions-{row.course.activity_id or row.course.key}-{row.made_at:%Y-%m-%d}"
    response = xlsx_download(rows, name=f"{name}.xlsx") if is_pars(row) else csv_download(rows, name=f"{name}.csv")
    response["Cache-Control"] = "private, no-store"
    return response


def is_pars(row: CreditExport) -> bool:
    return services.columns_for(row.course) == pars.PARS
