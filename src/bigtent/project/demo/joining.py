"""The joining forms of the demonstration: who may be found, who offers what, who asks for a mentor."""

from collections.abc import Iterator

import numpy as np

from bigtent.mentoring.services.applications import apply_as_mentor, ask_for_mentor
from bigtent.mentoring.services.programs import set_up_standard_program
from bigtent.people.models import Account, Affiliation, ContactPoint, Person, Place, Specialty, Topic
from bigtent.people.services.consents import set_consents
from bigtent.people.services.profiles import enrich_people, set_offers
from bigtent.project.demo.invented import Invented
from bigtent.project.demo.participants import Tastes

FORM = "Joining form of the demonstration"
SMALL_OFFERS = ("answer", "speak", "review", "shadow", "advocate")
IN_TIME = 0.93


class JoiningForms:
    """Takes down what people in reach answer, by the verbs that staff use. People are row numbers of the alumni."""

    def __init__(self, invented: Invented, manager: Account) -> None:
        self.invented, self.manager = invented, manager
        self.persons = invented.persons

    def take_down(self) -> None:
        """Consents, facts and offers of everybody in reach; mentors join, most students ask for a mentor."""
        mentors, mentees = self._mentors(), self._mentees()
        self._answers([*mentors, *mentees])
        self._facts([*mentors, *mentees])
        random = self.invented.random("offers")
        offers = {self.persons[a]: ["mentor", *_small_offers(random)] for a in mentors}
        set_offers(offers=offers, by=self.manager, reason=FORM)
        self._offer(mentors)
        self._ask(mentees[: self._in_time()])

    def take_down_late(self) -> None:
        """The students who ask after the first round."""
        self._ask(self._mentees()[self._in_time() :])

    def _in_time(self) -> int:
        return round(self.invented.size.mentees * IN_TIME)

    def _answers(self, taking_part: list[int]) -> None:
        random = self.invented.random("forms")
        reached = [a for a in np.flatnonzero(self.invented.alumni.reachable) if a in self.persons]
        open_to_members = [a for a in reached if random.random() < 0.6]
        choices = [(self.persons[a], "directory", True) for a in dict.fromkeys([*open_to_members, *taking_part])]
        choices += [(self.persons[a], "outreach", True) for a in reached if random.random() < 0.8]
        set_consents(choices=choices, by=self.manager, basis=FORM)

    def _facts(self, taking_part: list[int]) -> None:
        """What they say of their own work and where they are."""
        specialties, places = self._specialties(taking_part), self._places(taking_part)
        facts = {
            self.persons[a]: {"specialty": s, "profession": s.profession, "place": places[a]} for a, s in specialties
        }
        enrich_people(facts=facts, source="self", by=self.manager, reason=FORM)

    def _offer(self, mentors: list[int]) -> None:
        tastes, school, year = self._tastes("mentors"), self._schools(), self.invented.alumni.class_year
        apply_as_mentor(
            mentors=[tastes.mentor(self.persons[a], int(year[a]), school.get(self.persons[a])) for a in mentors],
            program=set_up_standard_program(by=self.manager),
            by=self.manager,
            basis=FORM,
        )

    def _ask(self, mentees: list[int]) -> None:
        tastes, school, year = self._tastes(f"mentees {mentees[0]}"), self._schools(), self.invented.alumni.class_year
        wanted = dict(Person.objects.filter(specialty__isnull=False).values_list("pk", "specialty_id"))
        ids = [(self.persons[a], int(year[a])) for a in mentees]
        ask_for_mentor(
            mentees=[tastes.mentee(p, y, wanted[p], school.get(p)) for p, y in ids],
            program=set_up_standard_program(by=self.manager),
            by=self.manager,
            basis=FORM,
        )

    def _tastes(self, name: str) -> Tastes:
        return Tastes(self.invented.random(name), list(Topic.objects.values_list("code", flat=True)))

    def _mentors(self) -> list[int]:
        year = self.invented.alumni.class_year
        ready = self.invented.alumni.reachable & (year >= 1976) & (year <= 2020)
        return self._chosen(ready, self.invented.size.mentors, "mentors")

    def _mentees(self) -> list[int]:
        ready = self.invented.alumni.reachable & (self.invented.alumni.class_year >= 2022)
        return self._chosen(ready, self.invented.size.mentees, "mentees")

    def _chosen(self, ready: np.ndarray, count: int, name: str) -> list[int]:
        """People with an e-mail address; two who were taken for one person take part once."""
        addresses = ContactPoint.objects.in_use().filter(kind="email")
        written_to = set(addresses.values_list("person_id", flat=True))
        taken: dict[int, int] = {}
        for alumnus in map(int, self.invented.random(name).permutation(np.flatnonzero(ready))):
            if self.persons.get(alumnus) in written_to:
                taken.setdefault(self.persons[alumnus], alumnus)
        return list(taken.values())[:count]

    def _specialties(self, alumni: list[int]) -> Iterator[tuple[int, Specialty]]:
        known = list(Specialty.objects.select_related("profession").order_by("pk"))
        chance = np.random.default_rng([self.invented.seed, 5]).pareto(1.3, len(known)) + 0.15
        drawn = self.invented.random("specialties").choice(len(known), len(alumni), p=chance / chance.sum())
        return zip(alumni, (known[i] for i in drawn), strict=True)

    def _places(self, alumni: list[int]) -> dict[int, Place]:
        zips = {a: self.invented.reference.zip[self.invented.alumni.people.place[a]] for a in alumni}
        place = {p.zip: p for p in Place.objects.exclude(zip="")}
        return {a: place[zips[a]] for a in alumni}

    def _schools(self) -> dict[int, int]:
        graduates = Affiliation.objects.filter(role="graduate", organization__isnull=False)
        return dict(graduates.values_list("person_id", "organization_id"))


def _small_offers(random: np.random.Generator) -> list[str]:
    return [kind for kind in SMALL_OFFERS if random.random() < 0.25]
