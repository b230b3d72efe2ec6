"""Who may do what in mentoring."""

import rules

from bigtent.people.rules import is_manager, is_member, is_staff

rules.add_perm("mentoring.read_rounds", is_staff)
rules.add_perm("mentoring.run_rounds", is_manager)
rules.add_perm("mentoring.change_program", is_manager)
rules.add_perm("mentoring.take_part", is_member)
