"""A role in words: over the whole network or a part of it, and until when."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import RoleGrant


def role_words(grant: RoleGrant) -> str:
    """Such as "Program manager for Lakeside School, until January 31, 2027"."""
    words = str(grant.get_role_display())
    if grant.scope:
        where = scope_words([grant.scope]).get(grant.scope) or _("a part of the network that is no longer there")
        words = _("%(role)s for %(where)s") % {"role": words, "where": where}
    if grant.until_on:
        return _("%(role)s, until %(day)s") % {"role": words, "day": date_format(grant.until_on, "DATE_FORMAT")}
    return words


def scope_words(scopes: Iterable[str]) -> dict[str, str]:
    """What scopes such as "school:12" are called, each kind read once; what names nothing that there is, is missing."""
    wanted = set(scopes)
    kinds = {scope.partition(":")[0] for scope in wanted}
    found = {
        f"{kind.name}:{chosen}": label
        for kind in declared("SCOPES")
        if kind.name in kinds
        for chosen, label in kind.choices()
    }
    return {scope: found[scope] for scope in wanted & found.keys()}


def scope_choices() -> list:
    """The whole network first, then each kind of part with its parts."""
    kinds = [
        (kind.label, [(f"{kind.name}:{chosen}", label) for chosen, label in kind.choices()])
        for kind in declared("SCOPES")
    ]
    return [("", _("The whole network")), *((label, parts) for label, parts in kinds if parts)]
