"""What the people room offers to others."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import AudienceSource, Deed, Due, DueSource, Figure, Known, Measure, RoomEntry, Scope
from bigtent.people import volunteer_lines
from bigtent.people.data import DATA
from bigtent.people.giving_time import own_step
from bigtent.people.histories import HISTORY
from bigtent.people.models import Affiliation, Check, ErasureRequest, Organization, Signature
from bigtent.people.rules import is_in_directory

__all__ = ["AUDIENCES", "DATA", "DEEDS", "DUE", "HISTORY", "KNOWN", "MEASURES", "ROOMS", "SCOPES", "SWEPT"]

# Within how many days somebody who asked is owed the answer.
WITHIN = timedelta(days=30)
SOON = 30


def partners(day: date) -> Figure:
    return Figure(Organization.objects.filter(is_partner=True).count())


def schools():
    found = Organization.objects.filter(kind=Organization.Kind.SCHOOL)
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def partner_organizations():
    found = Organization.objects.filter(is_partner=True)
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def people_of_school(number: str):
    """Everybody who studied, taught or worked there, also long ago."""
    return Affiliation.objects.filter(organization=number, organization__kind="school").values("person")


def people_of_partner(number: str):
    """Those who are with a partner now."""
    there = Affiliation.objects.filter(organization=number, organization__is_partner=True)
    return there.exclude(ended_on__lt=today()).values("person")


ROOMS = (RoomEntry(name="people", label=_("People"), url="people:directory", may_enter=is_in_directory, order=20),)

SCOPES = (
    Scope("school", _("One school"), schools, people_of_school, order=10),
    Scope("partner", _("One partner"), partner_organizations, people_of_partner, order=20),
)

AUDIENCES = (
    AudienceSource("school", _("People of a school"), lambda account: schools(), people_of_school, order=10),
    AudienceSource(
        "partner", _("People of a partner"), lambda account: partner_organizations(), people_of_partner, order=20
    ),
)

MEASURES = (
    Measure(
        name="partners",
        label=_("Partner organizations"),
        unit=_("organizations"),
        definition=_("Organizations that are marked as partners of this network."),
        compute=partners,
        of_people=False,
        url="people:organizations",
        query="partners=on",
        order=60,
    ),
)


def due_erasures(account):
    """Wishes to be erased that somebody else wrote down."""
    if not account.has_perm("people.erase_person"):
        return
    for asked in ErasureRequest.objects.exclude(by=account).select_related("person"):
        yield Due(
            title=_now("%(person)s asked to be erased") % {"person": asked.person.name},
            why=_now("A manager wrote it down; a second one looks at it and carries it out."),
            button=_now("Look and decide"),
            url=reverse("people:erase", args=[asked.person.key]),
            due_on=timezone.localdate(asked.asked_at) + WITHIN,
            minutes=3,
            order=5,
        )


def due_volunteers(account):
    """Signatures that expire, and checks that were asked for and have no outcome yet."""
    if not account.has_perm("people.coordinate_volunteers"):
        return
    volunteers = reverse("people:volunteers")
    ending = Signature.objects.ending_within(today(), SOON).count()
    if ending:
        yield Due(
            title=ngettext(
                "%s signature of people who give time expires within 30 days",
                "%s signatures of people who give time expire within 30 days", ending,
            ) % ending,
            why=_now("They are reminded on their own page. Whoever does not sign again is no longer cleared."),
            button=_now("See who"),
            url=f"{volunteers}?state=30",
            minutes=2,
            order=40,
        )  # fmt: skip
    waiting = Check.objects.waiting().count()
    if waiting:
        yield Due(
            title=ngettext("%s check waits for its outcome", "%s checks wait for their outcome", waiting) % waiting,
            why=_now("Nobody is cleared while a training or a background check is under way."),
            button=_now("Record what is known"),
            url=f"{volunteers}?state=asked",
            minutes=5,
            order=41,
        )


def due_own_role(account):
    """What somebody who gives time has to sign again."""
    step = own_step(account.person, today())
    if step:
        yield Due(title=step.title, why=step.why, button=step.button, url=step.url, due_on=step.due_on, minutes=5)


DUE = (
    DueSource(name="erasures", items=due_erasures),
    DueSource(name="volunteers", items=due_volunteers),
    DueSource(name="own role", items=due_own_role),
)

DEEDS = (
    Deed("open_account", _("%(what)s can sign in"), _("%(count)s people can sign in")),
    Deed("close_account", _("%(what)s can no longer sign in"), _("%(count)s people can no longer sign in")),
    Deed("reopen_account", _("%(what)s can sign in again"), _("%(count)s people can sign in again")),
    Deed("grant_role", _("%(what)s was granted a role"), _("%(count)s roles were granted")),
    Deed("end_role", _("A role of %(what)s was ended"), _("%(count)s roles were ended")),
    Deed("invite_account", _("%(what)s was invited"), _("%(count)s people were invited")),
    Deed("withdraw_invitation", _("The invitation of %(what)s was withdrawn"), _("%(count)s invitations withdrawn")),
    Deed("accept_invitation", _("%(what)s followed an invitation"), _("%(count)s people followed an invitation")),
    Deed("send_claim_link", _("%(what)s asked for an account"), _("%(count)s people asked for an account")),
    Deed("reset_second_factor", _("The second factor of %(what)s was taken away"), _("%(count)s second factors reset")),
    Deed("add_second_factor", _("%(what)s set up a second factor"), _("%(count)s second factors were set up")),
    Deed("remove_second_factor", _("%(what)s removed a second factor"), _("%(count)s second factors were removed")),
    Deed("renew_recovery_codes", _("%(what)s made new recovery codes"), _("%(count)s times new recovery codes")),
    Deed("edit_person", _("The profile of %(what)s was changed"), _("%(count)s profiles were changed")),
    Deed("enrich_people", _("A profile was filled from a list"), _("%(count)s profiles were filled from lists")),
    Deed("add_contact_points", _("A way to reach %(what)s was added"), _("%(count)s ways to reach people were added")),
    Deed("end_contact_points", _("A way to reach %(what)s was ended"), _("%(count)s ways to reach people were ended")),
    Deed("set_consents", _("An answer about consent was recorded"), _("%(count)s answers about consent were recorded")),
    Deed("export_people", _("A list with one person was exported"), _("Lists with %(count)s people were exported")),
    Deed("set_offers", _("What %(what)s offers was changed"), _("%(count)s people changed what they offer")),
    Deed("merge_people", _("A record was merged into %(what)s"), _("%(count)s records were merged into others")),
    Deed("undo_merges", _("A merge was undone"), _("%(count)s merges were undone")),
    Deed("draw_up_bulk_edit", _("A change to %(count)s people was drawn up")),
    Deed("release_bulk_edit", _("A change to many people was released by a second person")),
    Deed("apply_bulk_edit", _("%(count)s people were changed at once")),
    Deed("undo_bulk_edit", _("A change to %(count)s people was taken back")),
    Deed("add_organizations", _("%(what)s was added"), _("%(count)s organizations were added")),
    Deed("set_partners", _("The partnership with %(what)s changed"), _("%(count)s partnerships changed")),
    Deed("set_up_network", _("The network was set up")),
    Deed("change_network", _("The settings of the network were changed")),
    Deed("ask_erasure", _("Somebody asked by letter to be erased")),
    Deed("withdraw_erasure", _("A wish to be erased was withdrawn")),
    Deed("erase_person", _("A person was erased")),
    Deed("keep_again", _("An address that was erased may be kept again")),
    Deed("take_data_out", _("What is known of %(what)s was taken out")),
    Deed("draft_agreement", _("A draft was begun: %(what)s")),
    Deed("edit_agreement", _("The draft was edited: %(what)s")),
    Deed("publish_agreement", _("Published: %(what)s")),
    Deed("take_back_agreement", _("The publication was taken back: %(what)s")),
    Deed("sign_agreement", _("%(what)s signed the volunteer agreement"), _("%(count)s roles were signed for")),
    Deed("end_signature", _("A role of %(what)s as a volunteer ended"), _("%(count)s roles of volunteers ended")),
    Deed("take_back_end", _("A role of %(what)s as a volunteer goes on"), _("%(count)s roles of volunteers go on")),
    Deed("record_checks", _("A check of %(what)s was recorded"), _("%(count)s checks of volunteers were recorded")),
    Deed("export_volunteers", _("A list of volunteers was exported"), _("Lists of %(count)s signatures were exported")),
    Deed("set_expertise", _("%(what)s changed an entry of the roster of experts"), _("%(count)s entries changed")),
    Deed("take_off_roster", _("%(what)s left the roster of experts"), _("%(count)s people left the roster of experts")),
    Deed("put_back_on_roster", _("%(what)s is on the roster of experts again"), _("%(count)s experts came back")),
    Deed("record_use", _("%(what)s was called upon as an expert"), _("Experts were called upon %(count)s times")),
    Deed("load_reference", _("The lists of places, professions and schools were loaded")),
)

KNOWN = (
    Known(model="people.Account", title=_("Account")),
    Known(model="people.ContactPoint", title=_("Contact points"), ended="ended_on"),
    Known(
        model="people.Affiliation",
        title=_("Schools and work"),
        unique=("organization", "organization_text", "role", "class_year"),
    ),
    Known(model="people.Offer", title=_("Offers"), ended="ended_on"),
    Known(model="people.Consent", title=_("Consents")),
    Known(
        model="people.Signature",
        title=_("Giving time"),
        unique=("role",),
        ended="ended_at",
        show=volunteer_lines.show_signatures,
    ),
    Known(
        model="people.Check",
        title=_("Training and background checks"),
        unique=("kind",),
        ended="ended_at",
        show=volunteer_lines.show_checks,
    ),
    Known(model="people.Expertise", title=_("On the roster of experts"), show=volunteer_lines.show_expertise),
    Known(model="people.ErasureRequest", title=_("Wishes to be erased")),
    Known(model="people.BulkEditLine", title=_("Changes to many people"), unique=("bulk_edit",)),
    Known(model="people.Person", field="merged_into", title=_("Records merged into this one")),
)

SWEPT = (
    "people.BulkEdit.criteria",
    "people.BulkEdit.value",
    "people.BulkEdit.reason",
    "people.Merge.reason",
    "people.Erasure.reason",
    "people.ExpertUse.what",
    "people.Signature.ended_because",
)
