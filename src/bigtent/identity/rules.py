"""Who may do what in the identity room. Nobody has a right to another person's answer, so no rule names one."""

import rules

from bigtent.people.rules import is_administrator, is_manager

rules.add_perm("identity.read_totals", is_manager)
rules.add_perm("identity.define", is_administrator)
