"""Who may do what in the library room."""

import rules

from bigtent.people.rules import is_manager, is_member

# Courses, credit and required training.
rules.add_perm("library.learn", is_member)
rules.add_perm("library.edit_courses", is_manager)
rules.add_perm("library.export_credit", is_manager)
rules.add_perm("library.require_training", is_manager)

# Resources, solutions, briefs and paths.
rules.add_perm("library.manage", is_manager)
rules.add_perm("library.adopt", is_member)
rules.add_perm("library.mark_steps", is_member)
