"""The steps by which the demonstration is made, each through the doors that staff use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.accountability.models import Action, Plan
from bigtent.accountability.services import adopt_plan, set_owner
from bigtent.alumni.models import FindingRun, Link, Registry
from bigtent.alumni.services.duplicates import find_duplicates
from bigtent.alumni.services.finding import find_alumni
from bigtent.alumni.services.importing import import_roster
from bigtent.alumni.services.links import confirm_links, confirm_sure_links, refuse_links
from bigtent.alumni.services.registry import load_registry
from bigtent.ledger.progress import PartOf, Progress
from bigtent.mentoring.models import MatchRound
from bigtent.mentoring.services.programs import set_up_standard_program
from bigtent.mentoring.services.proposals import propose
from bigtent.mentoring.services.publishing import publish_round
from bigtent.mentoring.services.rounds import open_round
from bigtent.people.models import (
    Account,
    Network,
    Organization,
    Person,
)
from bigtent.people.names import folded
from bigtent.people.services.accounts import open_account
from bigtent.people.services.network import set_up_network
from bigtent.people.services.organizations import add_organizations
from bigtent.people.services.reference import load_reference
from bigtent.project.demo import gathering, giving, measuring, member, sharing, teaching, telling
from bigtent.project.demo.invented import Invented
from bigtent.project.demo.joining import JoiningForms
from bigtent.project.demo.together import Together

STAFF = (
    ("Renée", "Baptiste", "administrator"),
    ("Marcus", "Toledo", "program_manager"),
    ("Priya", "Raman", "reviewer"),
)
PARTNERS = (
    ("Tamarind Street Health Center", "care"),
    ("Lantern Valley Hospitals", "care"),
    ("Cedar & Gable Community Clinics", "care"),
    ("Marigold Behavioral Health", "care"),
    ("Open Door Health Plan of the Plains", "company"),
    ("Fernhill Biologics", "company"),
    ("Sister Rivers Midwives Guild", "association"),
    ("Guild of Neighborhood Physicians", "association"),
    ("Front Porch Public Health Alliance", "nonprofit"),
    ("Quilt City Food and Health Council", "nonprofit"),
    ("First Bell Teachers for Science", "nonprofit"),
    ("Larkspur Policy Workshop", "nonprofit"),
)


class Builder:
    """Builds the network step by step; a step that is done is not done again after a cut-off."""

    def __init__(self, *, invented: Invented, progress: Progress) -> None:
        self.invented, self.progress = invented, progress
        self.steps: tuple[Callable[[], None], ...] = (
            self.set_up,
            self.import_rosters,
            self.merge_duplicates,
            self.load_registry,
            self.find_alumni,
            self.decide_at_the_desk,
            self.take_down_joining_forms,
            self.tell_of_themselves,
            self.pair,
            self.welcome_a_member,
            self.gather_groups,
            self.give_time,
            self.write_to_a_region,
            self.gather_people,
            self.fill_the_library,
            self.share_news,
            self.adopt_plans,
        )

    def build(self) -> list[str]:
        """Take every step that is not done; the lines of the report. What is built is not built again."""
        if self._report_path.exists() and Network.objects.filter(demonstration=True).exists():
            return self._report_path.read_text(encoding="utf-8").splitlines()
        for step in self.steps:
            if step.__name__ not in self.progress.position.get("steps", []):
                step()
                done = [*self.progress.position.get("steps", []), step.__name__]
                self.progress.remember(steps=done)
        return self.report()

    def account(self, role: str) -> Account:
        return Account.objects.filter(demonstration=True, grants__role=role).earliest("pk")

    def set_up(self) -> None:
        """The invented host, its words, one account for each role of the staff."""
        self.progress.step(_("Setting up the organization"))
        load_reference(by=None)
        if not Account.objects.filter(demonstration=True).exists():
            self._open_accounts()
        if not Network.objects.exists():
            set_up_network(
                name="Ozella Merritt Foundation",
                mission="Scholarships, mentors and a network for those who will make health care fair.",
                postal_address="1 Demonstration Way, Nashville, TN 37209",
                by=self.account("administrator"),
            )
        if not Organization.objects.filter(demonstration=True).exists():
            partners = [
                Organization(name=name, kind=kind, is_partner=True, source="Invented for the demonstration")
                for name, kind in PARTNERS
            ]
            add_organizations(organizations=partners, by=self.account("program_manager"))

    @transaction.atomic
    def _open_accounts(self) -> None:
        for given_name, family_name, role in STAFF:
            person = Person(given_name=given_name, family_name=family_name)
            email = f"{folded(given_name)}@demonstration.example"
            open_account(person=person, email=email, by=None, roles=[role])

    def import_rosters(self) -> None:
        self.progress.step(_("Writing the lists of the last fifty years"))
        manager = self.account("program_manager")
        for file in self.invented.files:
            with file.path.open("rb") as content:
                import_roster(
                    file=content,
                    name=file.path.name,
                    roster=file.source,
                    apply=True,
                    by=manager,
                    progress=PartOf(self.progress, file.source),
                )
        self.invented.truth.write_parquet(self.invented.folder / "truth-of-the-lists.parquet")

    def merge_duplicates(self) -> None:
        find_duplicates(by=self.account("program_manager"), progress=PartOf(self.progress, "duplicates"))

    def load_registry(self) -> None:
        self.progress.step(_("Writing the public registry"))
        assert len(self.invented.registry_truth)
        load_registry(
            path=str(self.invented.folder / "registry.parquet"),
            name="Demonstration registry of providers",
            as_of_on=date(2026, 11, 1),
            source="Invented for the demonstration",
            terms="Own work, Apache-2.0",
            by=self.account("program_manager"),
            progress=PartOf(self.progress, "registry"),
        )

    def find_alumni(self) -> None:
        find_alumni(
            registry=Registry.objects.get(demonstration=True).key,
            by=self.account("program_manager"),
            progress=PartOf(self.progress, "finding"),
        )

    def decide_at_the_desk(self) -> None:
        """The manager confirms the sure ones together; the reviewer decides some of the others one by one."""
        self.progress.step(_("Deciding at the review desk"))
        if Link.objects.sure().exists():
            confirm_sure_links(by=self.account("program_manager"))
        waiting = Link.objects.proposed().filter(rank=1, is_link=True).select_related("entry").order_by("pk")
        links = list(waiting[: self.invented.size.reviewed])
        true = {
            (self.invented.persons.get(a), str(npi))
            for a, npi in self.invented.registry_truth.select("alumnus", "npi").iter_rows()
        }
        right = [link for link in links if (link.person_id, link.entry.number) in true]
        wrong = [link for link in links if (link.person_id, link.entry.number) not in true]
        reviewer = self.account("reviewer")
        for link in right:
            confirm_links(links=[link], by=reviewer, reason=_("Compared at the desk"))
        for link in wrong:
            refuse_links(links=[link], by=reviewer, reason=_("Compared at the desk"))

    def take_down_joining_forms(self) -> None:
        self.progress.step(_("Taking down joining forms"))
        JoiningForms(self.invented, self.account("program_manager")).take_down()

    def tell_of_themselves(self) -> None:
        self.progress.step(_("Taking down what people say of themselves"))
        telling.tell(self.invented, self.account("program_manager"))

    def pair(self) -> None:
        """One round published, and one proposed for those who asked after it."""
        manager = self.account("program_manager")
        fall = self._round(_("Fall 2026"), manager)
        if fall.state == MatchRound.State.DRAFT:
            propose(match_round=fall.key, by=manager, progress=PartOf(self.progress, "fall"))
        publish_round(match_round=fall.key, by=manager, progress=PartOf(self.progress, "letters"))
        JoiningForms(self.invented, manager).take_down_late()
        winter = self._round(_("Winter 2027"), manager)
        propose(match_round=winter.key, by=manager, progress=PartOf(self.progress, "winter"))

    def _round(self, name: str, manager: Account) -> MatchRound:
        program = set_up_standard_program(by=manager)
        return MatchRound.objects.filter(name=name, demonstration=True).first() or open_round(
            name=name, program=program, by=manager
        )

    def welcome_a_member(self) -> None:
        """Somebody to sign in as, with a history of her own."""
        if not Account.objects.filter(demonstration=True, grants__role="member").exists():
            member.join(folder=self.invented.folder, manager=self.account("program_manager"))

    def gather_groups(self) -> None:
        self.progress.step(_("Founding councils, circles and panels"))
        Together(administrator=self.account("administrator"), manager=self.account("program_manager")).gather()

    def give_time(self) -> None:
        self.progress.step(_("Signing the volunteer agreement"))
        giving.give_time(member=self.account("member"), manager=self.account("program_manager"))

    def write_to_a_region(self) -> None:
        self.progress.step(_("Writing to one part of the country"))
        giving.write_to_a_region(manager=self.account("program_manager"))

    def gather_people(self) -> None:
        self.progress.step(_("Announcing events and registering for them"))
        gathering.gather_people(member=self.account("member"), manager=self.account("program_manager"))

    def fill_the_library(self) -> None:
        self.progress.step(_("Filling the library"))
        teaching.teach(member=self.account("member"), manager=self.account("program_manager"))

    def share_news(self) -> None:
        self.progress.step(_("Sharing opportunities, news and answers"))
        sharing.share(member=self.account("member"), manager=self.account("program_manager"))

    def adopt_plans(self) -> None:
        self.progress.step(_("Adopting plans and taking the first figures"))
        administrator = self.account("administrator")
        for template in ("association-equity-plan", "policy-partnerships", "mentorship-network"):
            if not Plan.objects.filter(template=template).exists():
                adopt_plan(template=template, by=administrator)
        owner = self.account("program_manager").person
        for action in Action.objects.exclude(measure=""):
            set_owner(action=action, owner=owner, by=administrator)

    @property
    def _report_path(self) -> Path:
        return self.invented.folder / "report.txt"

    def report(self) -> list[str]:
        run = FindingRun.objects.filter(demonstration=True).latest("pk")
        merged = measuring.duplicates(self.invented.truth)
        found = measuring.linking(run, self.invented.truth, self.invented.registry_truth)
        lines = [
            _("Duplicates: F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}).").format(**merged),
            _(
                "Alumni found: F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), calibration error "
                "{calibration_error:.3f}, recall {recall_unchanged:.3f} with the same surname, {recall_changed:.3f} "
                "with a changed one."
            ).format(**found),
        ]
        self._report_path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return lines
