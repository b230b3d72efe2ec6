"""Files that leave: never shown as a page, and no cell of a table runs in the program that opens it."""

import csv
import io
import re
from pathlib import Path

import pytest

from bigtent.alumni.models import Registry
from tests.alumni.registries import load, write_csv
from tests.alumni.rosters import bring, lines
from tests.factories import make_person
from tests.security.scene import make_scene, named_addresses

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://evil.example","x")'
# Where else tables are written: each cell through `harmless` by itself; the list of a person who is erased, without her
# lines and otherwise as it came; the tables that the check of a proof reads back, in an archive; invented lists.
WRITERS = {"ledger/spreadsheets.py", "alumni/services/registry.py", "alumni/readers/leaving_out.py"}
WRITERS |= {"mentoring/services/proposals.py", "project/demo/rosters.py"}


def answers(client, scene):
    """The name of each address and what it answers, if it is a file."""
    for name in sorted(set(named_addresses()) | scene.arguments.keys()):
        if name.partition("@")[0] == "account_logout":
            continue
        answer = client.get(scene.address(name))
        body = b"".join(answer)
        if not re.match(r"text/html|application/json$", answer.headers.get("Content-Type", "text/html")):
            yield name, answer, body


@pytest.fixture
def hostile(manager, administrator, tmp_path):
    """One of everything, with formulas wherever somebody may type: the names, a list, a registry."""
    make_person(given_name=FORMULA, family_name="+1", about="@SUM(A1)", consents=["directory"])
    administrator.person.given_name, administrator.person.about = FORMULA, FORMULA
    administrator.person.save()
    scene = make_scene(manager, administrator)
    roster = bring(lines(f"{FORMULA},Ada,,{FORMULA},@SUM,+1,-2,,,,,,"), name="list.csv", by=manager, apply=False)
    rows = [f"{n},OKAFOR,ADA,,,DENVER,CO,80202,,,1994" for n in range(1, 40)] + [f'"{FORMULA}",,,,,,,,,,=1']
    load(write_csv(tmp_path / "board.csv", *rows), by=manager, name="Board")
    board = Registry.objects.get(name="Board")
    return scene, {"alumni:roster-refused": roster.key, "alumni:registry-refused": board.key}


def test_every_file_is_saved_and_none_shown(administrator, hostile):
    scene, keys = hostile
    scene.arguments |= {name: [key] for name, key in keys.items()}
    found = {name: answer for name, answer, _body in answers(administrator.client, scene)}
    assert {"alumni:roster-refused", "alumni:registry-refused", "mentoring:certificate"} <= found.keys()
    for name, answer in found.items():
        assert answer["X-Content-Type-Options"] == "nosniff", name
        if name != "security-txt":
            assert answer["Content-Disposition"].startswith("attachment"), name


def test_no_cell_of_a_table_runs(administrator, hostile):
    scene, keys = hostile
    scene.arguments |= {name: [key] for name, key in keys.items()}
    tables = 0
    for name, answer, body in answers(administrator.client, scene):
        if answer["Content-Type"].startswith("text/csv"):
            tables += 1
            cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
            assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")] == [], name
            assert any(cell.startswith("'") for cell in cells), name
    assert tables >= 2


def test_tables_are_written_in_one_place():
    """A new export that writes by itself is seen here before anybody opens it."""
    writing = {
        str(path.relative_to("src/bigtent"))
        for path in Path("src/bigtent").rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)|xlsxwriter|write_excel|write_csv", path.read_text(encoding="utf-8"))
    }
    assert {name for name in writing if not name.startswith("engines/")} == WRITERS


def test_files_are_sent_by_attachment_only():
    """Each place that answers with a file says so."""
    for path in Path("src/bigtent").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in re.findall(r"FileResponse\((?:[^()]|\([^()]*\))*\)", text):
            assert "as_attachment=True" in call, f"{path}: {call}"


def test_each_answer_says_what_it_is_and_in_which_letters(administrator, hostile):
    """Text names its encoding; nothing is left for a browser to guess."""
    scene, _keys = hostile
    for name in sorted(set(named_addresses()) - {"account_logout"}):
        answer = administrator.client.get(scene.address(name))
        body = b"".join(answer)
        if body:
            kind = answer.headers.get("Content-Type", "")
            assert "charset=utf-8" in kind or not kind.startswith("text/"), name
            assert re.match(r"[a-z]+/[a-z0-9.+-]+", kind), name
