"""Who may do what in the outreach room. To whom one may write is a question of consent and scope, asked elsewhere."""

import rules

from bigtent.people.models.reading import signed_in
from bigtent.people.rules import is_manager


@rules.predicate
def is_signed_in(account):
    return signed_in(account)


may_write = is_manager

rules.add_perm("outreach.write", may_write)
rules.add_perm("outreach.release", may_write)
rules.add_perm("outreach.choose", is_signed_in)
