"""The steps by which the demonstration is made, each through the doors that staff use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.accountability.models import Action
from bigtent.accountability.services import adopt_plan, set_owner
from bigtent.alumni.models import FindingRun, Link, Registry
from bigtent.alumni.services.duplicates import find_duplicates
from bigtent.alumni.services.finding import find_alumni
from bigtent.alumni.services.importing import import_roster
from bigtent.alumni.services.links import confirm_links, confirm_sure_links, refuse_links
from bigtent.alumni.services.registry import load_registry
from bigtent.ledger.progress import Progress
from bigtent.mentoring.models import MatchRound
from bigtent.mentoring.services.applications import apply_as_mentor, ask_for_mentor
from bigtent.mentoring.services.programs import set_up_standard_program
from bigtent.mentoring.services.proposals import propose
from bigtent.mentoring.services.publishing import publish_round
from bigtent.mentoring.services.rounds import open_round
from bigtent.people.models import (
    Account,
    Affiliation,
    ContactPoint,
    Network,
    Organization,
    Person,
    Place,
    Specialty,
    Topic,
)
from bigtent.people.names import folded
from bigtent.people.services.accounts import open_account
from bigtent.people.services.consents import set_consents
from bigtent.people.services.network import set_up_network
from bigtent.people.services.organizations import add_organizations
from bigtent.people.services.profiles import enrich_people, set_offers
from bigtent.people.services.reference import load_reference
from bigtent.project.demo import measuring, population, registry
from bigtent.project.demo.participants import Tastes
from bigtent.project.demo.rosters import Lists, RosterFile

FORM = "Joining form of the demonstration"
REFERENCE = settings.PACKAGE / "people" / "reference"
STAFF = (
    ("Renée", "Baptiste", "administrator"),
    ("Marcus", "Toledo", "program_manager"),
    ("Priya", "Raman", "reviewer"),
    ("Odessa", "Fairbanks", "member"),
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


@dataclass(frozen=True)
class Size:
    """How large: people, registry rows, mentors, students, decisions at the review desk."""

    alumni: int
    reached: float
    registry: int
    mentors: int
    mentees: int
    reviewed: int


SIZES = {
    "full": Size(32_000, 15 / 32, 200_000, 2_400, 1_900, 240),
    "small": Size(1_000, 15 / 32, 6_000, 75, 60, 30),
}


class Builder:
    """Builds the network step by step; a step that is done is not done again after a cut-off."""

    def __init__(self, *, size: Size, seed: int, progress: Progress) -> None:
        self.size, self.seed, self.progress = size, seed, progress
        self.folder = settings.DATA / "demonstration"
        self.steps: tuple[Callable[[], None], ...] = (
            self.set_up,
            self.import_rosters,
            self.merge_duplicates,
            self.load_registry,
            self.find_alumni,
            self.decide_at_the_desk,
            self.take_down_joining_forms,
            self.pair,
            self.adopt_plans,
        )

    def build(self) -> list[str]:
        """Take every step that is not done; the lines of the report."""
        for step in self.steps:
            if step.__name__ not in self.progress.position.get("steps", []):
                step()
                done = [*self.progress.position.get("steps", []), step.__name__]
                self.progress.remember(steps=done)
        return self.report()

    # What the generator knows ------------------------------------------------------------------

    def random(self, name: str) -> np.random.Generator:
        """Each part draws from its own stream, so that a resumed build gives the same network."""
        return np.random.default_rng([self.seed, self.size.alumni, *name.encode()])

    @cached_property
    def reference(self) -> population.Reference:
        return population.Reference(REFERENCE)

    @cached_property
    def alumni(self) -> population.Alumni:
        return population.alumni(
            self.reference, self.random("alumni"), self.size.alumni, reached=self.size.reached, present=0.6
        )

    @cached_property
    def files(self) -> list[RosterFile]:
        return Lists(self.alumni, self.reference, self.random("lists"), self.folder).write()

    @cached_property
    def truth(self) -> pl.DataFrame:
        return pl.concat([file.truth for file in self.files])

    @cached_property
    def registry_truth(self) -> pl.DataFrame:
        path = self.folder / "registry.parquet"
        truth = registry.write(self.alumni, self.reference, self.random("registry"), path, self.size.registry)
        truth.write_parquet(self.folder / "truth-of-the-registry.parquet")
        return truth

    @cached_property
    def persons(self) -> dict[int, int]:
        """Alumnus (row number) -> id of the person she has become."""
        return dict(measuring.persons(self.truth).iter_rows())

    def account(self, role: str) -> Account:
        return Account.objects.get(demonstration=True, grants__role=role)

    # The steps ---------------------------------------------------------------------------------

    def set_up(self) -> None:
        """The invented host, its words, one account for each role."""
        self.progress.step(_("Setting up the organization"))
        load_reference(by=None)
        if not Account.objects.filter(demonstration=True).exists():
            self._open_accounts()
        if not Network.objects.exists():
            set_up_network(
                name="Ozella Merritt Foundation",
                mission="Scholarships, mentors and a network for those who will make health care fair.",
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
        for file in self.files:
            with file.path.open("rb") as content:
                import_roster(
                    file=content,
                    name=file.path.name,
                    roster=file.source,
                    apply=True,
                    by=manager,
                    progress=self.progress,
                )
        self.truth.write_parquet(self.folder / "truth-of-the-lists.parquet")

    def merge_duplicates(self) -> None:
        find_duplicates(by=self.account("program_manager"), progress=self.progress)

    def load_registry(self) -> None:
        self.progress.step(_("Writing the public registry"))
        assert len(self.registry_truth)
        load_registry(
            path=str(self.folder / "registry.parquet"),
            name="Demonstration registry of providers",
            as_of_on=date(2026, 11, 1),
            source="Invented for the demonstration",
            terms="Own work, Apache-2.0",
            by=self.account("program_manager"),
            progress=self.progress,
        )

    def find_alumni(self) -> None:
        find_alumni(
            registry=Registry.objects.get(demonstration=True).key,
            by=self.account("program_manager"),
            progress=self.progress,
        )

    def decide_at_the_desk(self) -> None:
        """The manager confirms the sure ones together; the reviewer decides some of the others one by one."""
        self.progress.step(_("Deciding at the review desk"))
        confirm_sure_links(by=self.account("program_manager"))
        waiting = Link.objects.proposed().filter(rank=1, is_link=True).select_related("entry").order_by("pk")
        links = list(waiting[: self.size.reviewed])
        true = {(self.persons.get(a), str(npi)) for a, npi in self.registry_truth.select("alumnus", "npi").iter_rows()}
        right = [link for link in links if (link.person_id, link.entry.number) in true]
        wrong = [link for link in links if (link.person_id, link.entry.number) not in true]
        reviewer = self.account("reviewer")
        for link in right:
            confirm_links(links=[link], by=reviewer, reason=_("Compared at the desk"))
        for link in wrong:
            refuse_links(links=[link], by=reviewer, reason=_("Compared at the desk"))

    def take_down_joining_forms(self) -> None:
        """Those in reach answer: who may find them, who offers what, who asks for a mentor."""
        self.progress.step(_("Taking down joining forms"))
        manager, random = self.account("program_manager"), self.random("forms")
        mentors, mentees = self._mentors(), self._mentees()
        taking_part = [*mentors, *mentees]
        reached = [a for a in np.flatnonzero(self.alumni.reachable) if a in self.persons]
        open_to_members = [a for a in reached if random.random() < 0.6]
        choices = [(self.persons[a], "directory", True) for a in dict.fromkeys([*open_to_members, *taking_part])]
        choices += [(self.persons[a], "outreach", True) for a in reached if random.random() < 0.8]
        set_consents(choices=choices, by=manager, basis=FORM)
        specialties = dict(self._specialties(taking_part))
        places = self._places(taking_part)
        enrich_people(
            facts={
                self.persons[a]: {
                    "specialty": specialties[a],
                    "profession": specialties[a].profession,
                    "place": places[a],
                }
                for a in taking_part
            },
            source="self",
            by=manager,
            reason=FORM,
        )
        set_offers(
            offers={self.persons[a]: ["mentor", *self._small_offers(random)] for a in mentors},
            by=manager,
            reason=FORM,
        )
        self._offer(mentors, manager)
        self._ask(mentees[: self._in_time()], manager)

    def _offer(self, mentors: list[int], manager: Account) -> None:
        tastes, school, year = self._tastes("mentors"), self._schools(), self.alumni.class_year
        apply_as_mentor(
            mentors=[tastes.mentor(self.persons[a], int(year[a]), school.get(self.persons[a])) for a in mentors],
            program=set_up_standard_program(by=manager),
            by=manager,
            basis=FORM,
        )

    def _ask(self, mentees: list[int], manager: Account) -> None:
        tastes, school, year = self._tastes(f"mentees {mentees[0]}"), self._schools(), self.alumni.class_year
        wanted = dict(Person.objects.filter(specialty__isnull=False).values_list("pk", "specialty_id"))
        ids = [(self.persons[a], int(year[a])) for a in mentees]
        ask_for_mentor(
            mentees=[tastes.mentee(p, y, wanted[p], school.get(p)) for p, y in ids],
            program=set_up_standard_program(by=manager),
            by=manager,
            basis=FORM,
        )

    def _tastes(self, name: str) -> Tastes:
        return Tastes(self.random(name), list(Topic.objects.values_list("code", flat=True)))

    def _mentors(self) -> list[int]:
        year = self.alumni.class_year
        ready = self.alumni.reachable & (year >= 1976) & (year <= 2020)
        return self._chosen(ready, self.size.mentors, "mentors")

    def _mentees(self) -> list[int]:
        ready = self.alumni.reachable & (self.alumni.class_year >= 2022)
        return self._chosen(ready, self.size.mentees, "mentees")

    def _chosen(self, ready: np.ndarray, count: int, name: str) -> list[int]:
        """People with an e-mail address; two who were taken for one person take part once."""
        addresses = ContactPoint.objects.in_use().filter(kind="email")
        written_to = set(addresses.values_list("person_id", flat=True))
        taken: dict[int, int] = {}
        for alumnus in map(int, self.random(name).permutation(np.flatnonzero(ready))):
            if self.persons.get(alumnus) in written_to:
                taken.setdefault(self.persons[alumnus], alumnus)
        return list(taken.values())[:count]

    def _specialties(self, alumni: list[int]):
        known = list(Specialty.objects.select_related("profession").order_by("pk"))
        chance = np.random.default_rng([self.seed, 5]).pareto(1.3, len(known)) + 0.15
        drawn = self.random("specialties").choice(len(known), len(alumni), p=chance / chance.sum())
        return zip(alumni, (known[i] for i in drawn), strict=True)

    def _places(self, alumni: list[int]) -> dict[int, Place]:
        zips = {a: self.reference.zip[self.alumni.people.place[a]] for a in alumni}
        place = {p.zip: p for p in Place.objects.exclude(zip="")}
        return {a: place[zips[a]] for a in alumni}

    def _schools(self) -> dict[int, int]:
        graduates = Affiliation.objects.filter(role="graduate", organization__isnull=False)
        return dict(graduates.values_list("person_id", "organization_id"))

    def _small_offers(self, random: np.random.Generator) -> list[str]:
        return [kind for kind in ("answer", "speak", "review", "shadow", "advocate") if random.random() < 0.25]

    def pair(self) -> None:
        """One round published, and one proposed for those who asked after it."""
        manager = self.account("program_manager")
        fall = self._round(_("Fall 2026"), manager)
        if fall.state == MatchRound.State.DRAFT:
            propose(match_round=fall.key, by=manager, progress=self.progress)
        publish_round(match_round=fall.key, by=manager, progress=self.progress)
        self._ask(self._mentees()[self._in_time() :], manager)
        winter = self._round(_("Winter 2027"), manager)
        propose(match_round=winter.key, by=manager, progress=self.progress)

    def _round(self, name: str, manager: Account) -> MatchRound:
        program = set_up_standard_program(by=manager)
        return MatchRound.objects.filter(name=name, demonstration=True).first() or open_round(
            name=name, program=program, by=manager
        )

    def _in_time(self) -> int:
        return round(self.size.mentees * 0.93)

    def adopt_plans(self) -> None:
        self.progress.step(_("Adopting plans and taking the first figures"))
        administrator = self.account("administrator")
        for template in ("association-equity-plan", "policy-partnerships", "mentorship-network"):
            adopt_plan(template=template, by=administrator)
        owner = self.account("program_manager").person
        for action in Action.objects.exclude(measure=""):
            set_owner(action=action, owner=owner, by=administrator)

    # The report --------------------------------------------------------------------------------

    def report(self) -> list[str]:
        run = FindingRun.objects.filter(demonstration=True).latest("pk")
        merged = measuring.duplicates(self.truth)
        found = measuring.linking(run, self.truth, self.registry_truth)
        lines = [
            _("Duplicates: F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}).").format(**merged),
            _(
                "Alumni found: F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), calibration error "
                "{calibration_error:.3f}, recall {recall_unchanged:.3f} with the same surname, {recall_changed:.3f} "
                "with a changed one."
            ).format(**found),
        ]
        (self.folder / "report.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return lines
