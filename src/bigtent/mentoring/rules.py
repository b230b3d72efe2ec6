"""Who may do what in mentoring.

Staff of one program only are let into the room; its rows are then those of the program. Asked about a round or a
program, a right holds for those of one's own programs.
"""

import rules

from bigtent.mentoring.models.program import MANAGERS, SCOPE, programs_of
from bigtent.people.models.reading import STAFF_ROLES, signed_in
from bigtent.people.rules import is_manager, is_member, works_as


def in_program(*roles: str):
    """A predicate: the account holds one of the roles over the program of a round; over any when none is named."""
    works = works_as(*roles, within=SCOPE)

    @rules.predicate(name="in_program:" + ",".join(sorted(roles)))
    def predicate(account, thing):
        if not signed_in(account) or not works(account):
            return False
        programs = programs_of(account, frozenset(roles))
        return thing is None or programs is None or getattr(thing, "program_id", thing.pk) in programs

    return predicate


is_in_room = is_member | works_as(*STAFF_ROLES, within=SCOPE)

rules.add_perm("mentoring.read_rounds", in_program(*STAFF_ROLES))
rules.add_perm("mentoring.run_rounds", in_program(*MANAGERS))
rules.add_perm("mentoring.change_program", is_manager)
rules.add_perm("mentoring.take_part", is_in_room)
