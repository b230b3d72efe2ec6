"""An installation of its own whose import can be killed at any moment, and what is in it afterwards."""

import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.installations import migrated

REFERENCE = Path("src/bigtent/people/reference")
HEADINGS = (
    "Donor ID,First Name,MI,Last Name,DOB,E-mail,Phone,Street,City,State,Zip,School,Class Of,Program,Award Year,Amount"
)
WRITTEN = {
    "people": "SELECT given_name, middle_name, family_name, search_text FROM people_person",
    "awards": "SELECT family_name, given_name, g.name, year, kind, amount, told FROM alumni_award a"
    " JOIN people_person p ON p.id = a.person_id LEFT JOIN alumni_alumniprogram g ON g.id = a.program_id",
    "contacts": "SELECT family_name, given_name, kind, value, source FROM people_contactpoint c"
    " JOIN people_person p ON p.id = c.person_id",
    "studies": "SELECT family_name, given_name, organization_text, class_year FROM people_affiliation a"
    " JOIN people_person p ON p.id = a.person_id",
    "rows": "SELECT family_name, line, raw, r.change FROM alumni_alumnirecord r"
    " JOIN people_person p ON p.id = r.person_id",
    "programs": "SELECT name FROM alumni_alumniprogram",
}


class Installation:
    """A data folder with an empty, migrated database; `copy` gives another one like it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "BIGTENT_DATA": str(folder),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }

    def prepare(self) -> "Installation":
        migrated(self.folder)
        return self

    def copy(self, folder: Path) -> "Installation":
        return Installation(Path(shutil.copytree(self.folder, folder)))

    def bring(self, roster: Path, kill_after: float | None = None) -> float:
        """Run the command, killed after so many seconds if it still runs; how long it ran."""
        # Django's checks of the whole product at each start are no part of an import.
        import_roster = ["import_roster", "--skip-checks", str(roster), "--source", "Finance", "--apply"]
        command = [sys.executable, "-m", "django", *import_roster]
        began = time.perf_counter()
        process = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _out, said = process.communicate(timeout=kill_after)
            assert process.returncode == 0, said
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        return time.perf_counter() - began

    def written(self) -> dict[str, list]:
        """All that an import writes, as values in order; ids, keys and times left out."""
        with sqlite3.connect(self.folder / "bigtent.sqlite3") as database:
            return {name: sorted(database.execute(query), key=str) for name, query in WRITTEN.items()}


def write_roster(path: Path, count: int, seed: int = 7) -> Path:
    """A list of invented people with real names of the census, as a foundation might keep it."""
    luck = random.Random(seed)
    first, last = (_column(f"census2020_{name}.csv", "name") for name in ("first_names_top12k", "surnames_top30k"))
    schools = _column("us_medical_schools.csv", "name")
    with (REFERENCE / "us_zip_centroids.csv").open() as file:
        places = list(csv.DictReader(file))
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS.split(","))
        for number in range(count):
            writer.writerow(_line(number, luck, first, last, schools, places))
    return path


def _column(name: str, column: str) -> list[str]:
    with (REFERENCE / name).open() as file:
        return [row[column].title() for row in csv.DictReader(file)]


def _line(number, luck, first, last, schools, places) -> list:
    given, family, place, year = luck.choice(first), luck.choice(last), luck.choice(places), luck.randint(1968, 2024)
    born = f"{luck.randint(1, 12)}/{luck.randint(1, 28)}/{year - 26}" if luck.random() < 0.5 else ""
    email = f"{given}.{family}{number}@example.org".lower().replace(" ", "") if luck.random() < 0.5 else ""
    phone = f"({luck.randint(201, 989)}) 555-{luck.randint(1000, 9999)}" if luck.random() < 0.5 else ""
    return [
        f"D{number}", given, luck.choice("ABCDEFG"), family, born, email, phone, f"{luck.randint(1, 999)} Elm Street",
        place["city"], place["state"], place["zip"], luck.choice(schools), year,
        luck.choice(["Rural Leaders", "Need-Based Award"]), year - luck.randint(0, 3), f"${luck.randint(1, 9)},000.00",
    ]  # fmt: skip
