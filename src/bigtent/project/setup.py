"""Setting up: the first page of an empty installation, and the settings page it becomes.

Whoever sets a network up becomes its administrator. So that no stranger can take a fresh installation,
the page opens only on the machine itself, or with a code that the server prints in its terminal.
"""

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from rules.contrib.views import permission_required

from bigtent.ledger.errors import Refusal
from bigtent.people.models import Network, Person
from bigtent.people.services import change_network, set_up_network
from bigtent.project.machine import is_this_machine
from bigtent.project.setup_forms import AdministratorForm, NetworkForm

CODE_FILE = "setup-code"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def setup(request):
    """Ask for the organization, its words, its rooms and its first administrator, once."""
    if Network.objects.exists():
        return _settings_or_nothing(request)
    if not _may_set_up(request):
        return render(request, "project/setup_code.html", {"tried": "code" in request.GET}, status=403)
    network = NetworkForm(request.POST or None, instance=Network(), prefix="network")
    administrator = AdministratorForm(request.POST or None, prefix="administrator")
    if request.method == "POST" and network.is_valid() and administrator.is_valid():
        person = Person(
            given_name=administrator.cleaned_data["given_name"], family_name=administrator.cleaned_data["family_name"]
        )
        try:
            set_up_network(administrator=person, email=administrator.cleaned_data["email"], **network.cleaned_data)
        except Refusal as refusal:
            _tell(refusal, network, administrator)
        else:
            return _welcome(request, person.account)
    return render(request, "project/setup.html", {"network_form": network, "administrator_form": administrator})


@login_required
@permission_required("people.manage_network", raise_exception=True)
def network_settings(request):
    """What was said at the set-up, for administrators to change."""
    form = NetworkForm(request.POST or None, instance=Network.current(), prefix="network")
    if request.method == "POST" and form.is_valid():
        try:
            change_network(by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            _tell(refusal, form)
        else:
            messages.success(request, _("Saved."))
            return redirect("network-settings")
    return render(request, "project/setup_settings.html", {"network_form": form})


def invitation() -> str:
    """What the server says in its terminal while nobody has set the network up."""
    address = f"{settings.SITE_URL}{reverse('setup')}?code={setup_code()}"
    return _("Set your network up at %(address)s") % {"address": address}


def setup_code() -> str:
    """The code of this installation, made once and kept beside the data until the network is set up."""
    path = settings.DATA / CODE_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(24), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def _may_set_up(request) -> bool:
    given = request.GET.get("code", "")
    return is_this_machine(request) or secrets.compare_digest(given.encode(), setup_code().encode())


def _tell(refusal: Refusal, *forms) -> None:
    """Put a refusal on the field it is about, or on the first form."""
    form = next((form for form in forms if refusal.field in form.fields), forms[0])
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _welcome(request, account):
    (settings.DATA / CODE_FILE).unlink(missing_ok=True)
    login(request, account, backend=BACKEND)
    messages.success(request, _("Your network is set up. You are its administrator."))
    return redirect("monday")


def _settings_or_nothing(request):
    if request.user.has_perm("people.manage_network"):
        return redirect("network-settings")
    raise Http404
