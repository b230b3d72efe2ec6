"""A role in words: over the whole network or a part of it, and until when."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import RoleGrant


def role_words(grant: RoleGrant) -> str:
    """Such as "Program manager for Lakeside School, until January 31, 2027"."""
    words = str(grant.get_role_display())
    if grant.scope:
        where = scope_words(grant.scope) or _("a part of the network that is no longer there")
        words = _("%(role)s for %(where)s") % {"role": words, "where": where}
    if grant.until_on:
        return _("%(role)s, until %(day)s") % {"role": words, "day": date_format(grant.until_on, "F j, Y")}
    return words


def scope_words(scope: str) -> str | None:
    """What a scope such as "school:12" is called; None where it names nothing that there is."""
    name, _colon, chosen = scope.partition(":")
    kind = next((kind for kind in declared("SCOPES") if kind.name == name), None)
    return dict(kind.choices()).get(chosen) if kind else None


def scope_choices() -> list:
    """The whole network first, then each kind of part with its parts."""
    kinds = [
        (kind.label, [(f"{kind.name}:{chosen}", label) for chosen, label in kind.choices()])
        for kind in declared("SCOPES")
    ]
    return [("", _("The whole network")), *((label, parts) for label, parts in kinds if parts)]
