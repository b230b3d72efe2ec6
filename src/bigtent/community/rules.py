"""Who may do what in the community room."""

import rules

from bigtent.people.rules import is_manager, is_member

rules.add_perm("community.take_part", is_member)
rules.add_perm("community.keep_help_lines", is_manager)
rules.add_perm("community.keep_opportunities", is_manager)
rules.add_perm("community.edit_feed", is_manager)
