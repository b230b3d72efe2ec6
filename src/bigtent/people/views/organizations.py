"""Organizations: schools, associations, partners; who of them works with this network."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.people.errors import OrganizationError
from bigtent.people.forms.organizations import NewOrganization, OrganizationSearch
from bigtent.people.models import Organization
from bigtent.people.services.organizations import add_organizations, set_partners

PER_PAGE = 25


@login_required
@permission_required("people.read_directory", raise_exception=True)
def organizations(request):
    """All organizations, narrowed by name, kind and partnership."""
    form = OrganizationSearch(request.GET)
    page = Paginator(form.found().order_by(Lower("name"), "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/organizations.html", {"form": form, "page": page})


@login_required
@permission_required("people.manage_organizations", raise_exception=True)
def new_organization(request):
    form = NewOrganization(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_organizations(organizations=[form.save(commit=False)], by=request.user)
        except OrganizationError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("“%s” was added.") % form.instance.name)
            return redirect("people:organizations")
    return render(request, "people/new_organization.html", {"form": form})


@login_required
@permission_required("people.manage_organizations", raise_exception=True)
@require_POST
def partner(request, key):
    """Say that an organization is a partner, or no longer."""
    organization = get_object_or_404(Organization, key=key)
    set_partners(organizations=[organization], partner=request.POST.get("partner") == "1", by=request.user)
    return redirect("people:organizations")
