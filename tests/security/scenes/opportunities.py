"""An opportunity that is open, a draft, one that was closed."""

from bigtent.community.services.publishing import close_opportunity
from tests.community.opportunities import STUDENT, make_opportunity


def scene(manager, administrator):
    one = make_opportunity(manager, clauses=[STUDENT])
    draft = make_opportunity(manager, title="Draft", published=False)
    closed = close_opportunity(opportunity=make_opportunity(manager, title="Closed"), reason="Over", by=manager)
    of_one = (
        "opportunity check_fit state_for save_opportunity unsave_opportunity applied_for not_applied_for note_result "
        "send_opportunity change_opportunity practicum_sites clauses new_clause unpublish_opportunity "
        "close_opportunity withdraw_opportunity check_source"
    )
    return {
        **{f"community:{name}": [one.key] for name in of_one.split()},
        "community:opportunity@draft": [draft.key],
        "community:save_opportunity@draft": [draft.key],
        "community:publish_opportunity": [draft.key],
        "community:open_opportunity_again": [closed.key],
    }
