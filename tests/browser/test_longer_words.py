"""Every page 320 pixels wide in words two fifths longer than the English ones: it does not scroll sideways, and no
word or control is cut off."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browsing import PATIENCE
from tests.catalog.longer import BEGIN, spoken_instead_of_spanish
from tests.security.scene import make_scene
from tests.security.test_permission_matrix import PAGES, ROLES, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = 320
# The widest reader of each page sees most of it.
READERS = ("administrator", "member", "visitor")

CUT = """() => {
  const said = [];
  if (document.documentElement.scrollWidth > innerWidth) said.push(`is ${document.documentElement.scrollWidth} wide`);
  for (const one of document.querySelectorAll('main *, header *, footer *')) {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (!one.checkVisibility({visibilityProperty: true}) || box.width <= 1 || one.closest('svg')) continue;
    const hides = ['hidden', 'clip'].includes(style.overflowX) && one.textContent.trim();
    const named = `${one.tagName.toLowerCase()} “${(one.innerText || '').trim().slice(0, 60)}”`;
    if (hides && one.scrollWidth > one.clientWidth + 1) said.push(`${named} is cut`);
    const control = one.matches('a, button, input, select, textarea, summary, label');
    if (control && (box.left < -1 || box.right > innerWidth + 1) && !scrolls(one)) said.push(`${named} is outside`);
  }
  return said;
  function scrolls(one) {
    for (; one; one = one.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  }
}"""

# Another page in the open window: every page has the same styles, which need not be loaded again.
PUT = """html => {
  const made = new DOMParser().parseFromString(html, 'text/html');
  const styles = page => [...page.querySelectorAll('link[rel=stylesheet]')].map(one => one.getAttribute('href'));
  document.documentElement.lang = made.documentElement.lang;
  document.body.replaceWith(document.adoptNode(made.body));
  return String(styles(document)) === String(styles(made));
}"""


@pytest.fixture
def scene(manager, administrator):
    return make_scene(manager, administrator)


@pytest.fixture
def readers(member, administrator):
    return {"administrator": administrator.client, "member": member.client, "visitor": Client()}


@pytest.fixture
def page(browser):
    """One narrow window for all that is looked at."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def cut(page, looking, readers, settings, tmp_path):
    """Opens an address as a reader and says what is cut off."""
    spoken_instead_of_spanish(settings, tmp_path)
    page.goto(looking.site + reverse("privacy"))

    def look(address, role):
        readers[role].cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
        answer = readers[role].get(address)
        answer.close()
        if not answer.headers["Content-Type"].startswith("text/html"):
            return []
        if "<script" in (html := answer.text):
            open_anew(page, looking.site, address, readers[role].cookies)
        else:
            assert page.evaluate(PUT, html), f"{address} has other styles"
        assert BEGIN in page.inner_text("main")
        return [f"{address}: {words}" for words in page.evaluate(CUT)]

    return look


def open_anew(page, site, address, cookies):
    """A page whose script may change it is loaded as a reader loads it."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": one.value, "url": site} for name, one in cookies.items()])
    page.goto(site + address)


def opened():
    """Each page with the reader of whom most is shown."""
    for name, cells in table(PAGES).items():
        role = next((role for role in READERS if cells[ROLES.index(role)] == "200"), None)
        if role and "@" not in name:
            yield name, role


def test_no_page_scrolls_sideways_or_cuts_off_a_word(cut, scene):
    found = [said for name, role in opened() for said in cut(scene.address(name), role)]
    assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("main", "found"),
    [
        ("<p>Good day</p><select><option>One</option></select>", []),
        ("<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft</p>", ["wide"]),
        ("<p style='width:90px; overflow:hidden; white-space:nowrap'>Nobody reads the end of this</p>", ["cut"]),
        ("<p style='overflow-x:clip'><button style='margin-left:300px'>Save it</button></p>", ["cut", "outside"]),
        ("<div style='overflow-x:auto'><button style='margin-left:300px'>Save it</button></div>", []),
    ],
)
def test_what_is_cut_off_is_found(page, main, found):
    page.set_content(f"<main>{main}</main>")
    said = page.evaluate(CUT)
    assert len(said) == len(found) and all(word in words for word, words in zip(found, said, strict=True)), said
