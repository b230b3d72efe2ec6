"""What our code never does: run what it was given, build statements from words, mark as safe, hash or guess weakly."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path("src/bigtent")
PATHS = sorted(SOURCE.rglob("*.py"))
# Drawn by us from the key alone; no word of anybody is in it.
PICTURE_OF_A_KEY = "project/templates/mfa/totp/activate_form.html"
CHOICES_KEPT = {"STORE"}
# Text with simple marks, read by a parser that knows no tags; letters, whose fields are filled in escaped; blocks of
# data for search engines, in which every sign that could end them is written as a number; components.
MARKUP = {"ledger/markup.py", "groups/writing.py", "outreach/writing.py", "project/templatetags/components.py"}
MARKUP |= {"outreach/service_mails.py", "gatherings/structured.py", "community/describing.py"}
# Mail services stop messages for their readers by one POST without cookies: the signed link is what lets them in.
LET_OFF = {"csrf_exempt": ["outreach/views/by_mail.py"]}
STATEMENTS = ("execute", "executemany", "raw", "extra")
TEMPLATES = sorted(SOURCE.rglob("*.html"))


def room(path):
    return str(path.relative_to(SOURCE))


@cache
def nodes(kind):
    """Each node of a kind of all our code, with the file it stands in. Read when first asked for, and once."""
    if kind is ast.AST:
        return [(path, node) for path in PATHS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return [(path, node) for path, node in nodes(ast.AST) if isinstance(node, kind)]


@cache
def called():
    """Every call, by its plain or dotted name, and where."""
    return [(ast.unparse(node.func), room(path)) for path, node in nodes(ast.Call)]


def calls(*names):
    """Where one of these is called."""
    return {where for name, where in called() if name in names}


def imports(*names):
    """Where one of these modules is imported."""
    found = set()
    for kind in (ast.Import, ast.ImportFrom):
        for path, node in nodes(kind):
            modules = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(module.split(".")[0] in names for module in modules):
                found.add(room(path))
    return found


@pytest.mark.parametrize("name", ["eval", "exec", "compile", "os.system", "os.popen", "__import__"])
def test_nothing_given_is_run(name):
    assert calls(name) == set()


@pytest.mark.parametrize("name", ["pickle", "marshal", "shelve", "dill", "yaml", "telnetlib"])
def test_nothing_is_brought_to_life_from_bytes(name):
    assert imports(name) == set()


def test_no_program_is_started_by_a_shell():
    assert [room(path) for path in PATHS if "shell=True" in path.read_text(encoding="utf-8")] == []


def test_no_xml_is_parsed_by_us():
    assert imports("xml", "lxml", "defusedxml") == set()


def test_nothing_is_asked_of_other_machines():
    """The one that asks is the organization's own sign-in, by allauth."""
    assert imports("requests", "urllib3", "httpx", "aiohttp", "socketserver", "ftplib") == set()
    assert calls("urllib.request.urlopen", "urlopen", "socket.create_connection") == set()


@pytest.mark.parametrize("way", [r"\|\s*safe\b", r"{%\s*autoescape\s+off", r"\|\s*safeseq\b"])
def test_no_template_switches_escaping_off(way):
    found = {room(path) for path in TEMPLATES if re.search(way, path.read_text(encoding="utf-8"))}
    assert found <= {PICTURE_OF_A_KEY}


def test_markup_is_made_in_few_places():
    """Each of these draws from numbers and words it escapes by itself."""
    assert calls("mark_safe", "SafeString", "SafeText", "django.utils.safestring.mark_safe") == MARKUP


def test_no_template_is_made_from_words():
    """A `Template` of ours is a text for messages; the one that would run words comes from Django."""
    taken = {
        (room(path), name.name) for path, node in nodes(ast.ImportFrom) for name in node.names
        if (node.module or "").startswith("django.template") and name.name in ("Template", "Engine", "engines")
    }  # fmt: skip
    assert taken == set()
    assert {where for name, where in called() if name.endswith((".from_string", "template.Template"))} == set()


def test_statements_are_built_from_names_of_our_own_tables_only():
    """Values go beside the statement; what is put into one is a quoted name of a model."""
    by_hand = set()
    for path, node in nodes(ast.Call):
        asks = isinstance(node.func, ast.Attribute) and node.args
        if asks and node.func.attr in STATEMENTS and not isinstance(node.args[0], ast.Constant):
            by_hand.add(room(path))
    rooms = {name for name in by_hand if not name.startswith("engines/")}
    assert rooms <= {"ledger/rotation.py", "ledger/statistics.py", "ledger/writing.py"}, rooms


@pytest.mark.parametrize("name", ["csrf_exempt", "xframe_options_exempt", "csp_exempt"])
def test_no_page_is_let_off_a_rule(name):
    assert [room(path) for path in PATHS if name in path.read_text(encoding="utf-8")] == LET_OFF.get(name, [])


def test_no_weak_hash_is_used():
    assert calls("hashlib.md5", "hashlib.sha1", "md5", "sha1", "crypt.crypt") == set()


def test_chance_that_can_be_foretold_makes_no_secret():
    """The plain generator is for invented data and for the engines, where a seed is a promise."""
    by_chance = {name for name in imports("random") if not name.startswith(("engines/", "project/demo/"))}
    assert by_chance == set()


def test_scripts_keep_nothing_in_the_browser():
    """A choice of the desk may be kept; nothing of anybody."""
    kept = r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open"
    scripts = [path for path in sorted(SOURCE.rglob("*.js")) if re.search(kept, path.read_text(encoding="utf-8"))]
    named = {key for path in scripts for key in re.findall(r"Storage\.setItem\(\s*([^,]+),", path.read_text("utf-8"))}
    assert named <= CHOICES_KEPT, named
