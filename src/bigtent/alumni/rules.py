"""Who may do what with rosters, duplicates and registers."""

import rules

from bigtent.people.rules import is_manager, is_staff

rules.add_perm("alumni.enter", is_staff)
rules.add_perm("alumni.import_roster", is_manager)
rules.add_perm("alumni.review_duplicates", is_staff)
rules.add_perm("alumni.load_registry", is_manager)
rules.add_perm("alumni.find_alumni", is_manager)
rules.add_perm("alumni.review_links", is_staff)
rules.add_perm("alumni.confirm_sure_links", is_manager)
