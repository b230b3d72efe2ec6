"""Who can read what of a person, and why."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from bigtent.people.models import Person
from bigtent.people.roles import scope_words
from bigtent.people.who import who_reads


@login_required
def who(request, key):
    """For herself and for those who manage her records: the rules as they stand today, by purpose."""
    person = get_object_or_404(Person.objects.seen_by(request.user), key=key)
    own = request.user.person_id == person.pk
    if not own and not request.user.has_perm("people.read_audit", person):
        raise PermissionDenied
    found = who_reads(person)
    grants = [grant for access in found for reader in access.staff for grant in reader.grants]
    scopes = scope_words(grant.scope for grant in grants)
    for grant in grants:
        grant.where = scopes.get(grant.scope, _("no longer there")) if grant.scope else ""
    return render(request, "people/who.html", {"person": person, "own": own, "found": found})
