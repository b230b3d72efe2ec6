"""How courses, credit and required training read in the audit, and whose history has a page."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Deed, Recorded
from bigtent.people.rules import is_manager

DEEDS_OF_COURSES = (
    Deed("write_course", _("The course “%(what)s” was begun")),
    Deed("change_course", _("The course “%(what)s” was changed")),
    Deed("publish_course", _("The course “%(what)s” was opened")),
    Deed("end_course", _("The course “%(what)s” was closed")),
    Deed("add_module", _("A module was added to “%(what)s”")),
    Deed("change_module", _("A module of “%(what)s” was changed")),
    Deed("move_module", _("The modules of “%(what)s” have another order")),
    Deed("remove_module", _("A module of “%(what)s” was removed")),
    Deed("add_question", _("A question was added to “%(what)s”")),
    Deed("change_question", _("A question of “%(what)s” was changed")),
    Deed("remove_question", _("A question of “%(what)s” was removed")),
    Deed("begin_course", _("Somebody began “%(what)s”"), _("%(count)s times a course was begun")),
    Deed("complete_course", _("Somebody completed “%(what)s”"), _("%(count)s times a course was completed")),
    Deed("claim_credit", _("Credit was claimed: %(what)s"), _("%(count)s times credit was claimed")),
    Deed("withdraw_credit", _("A claim for credit was withdrawn: %(what)s")),
    Deed("export_credit", _("%(count)s claims for credit went out: %(what)s")),
    Deed("download_credit", _("A file of %(count)s completions was downloaded: %(what)s")),
    Deed("forget_licenses", _("What identifies %(count)s licenses was deleted after its time")),
    Deed("require_training", _("A course is required: %(what)s")),
    Deed("end_requirement", _("A course is required no more: %(what)s")),
    Deed("remind_of_training", _("%(count)s people were reminded of a course: %(what)s")),
    Deed("export_statements", _("%(count)s statements about learning were taken out")),
)


def may_read(account, row) -> bool:
    return is_manager(account)


def is_hers(account, row) -> bool:
    """What somebody learned, and claims for it, she reads alone."""
    return account.person_id == getattr(row, "learning", row).person_id


HISTORY_OF_COURSES = (
    Recorded("library.Course", may_read),
    Recorded("library.CreditExport", may_read),
    Recorded("library.Requirement", may_read),
    Recorded("library.Learning", is_hers),
    Recorded("library.CreditClaim", is_hers),
)
