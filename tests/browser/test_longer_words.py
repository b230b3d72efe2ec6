"""Every page 320 pixels wide in words two fifths longer than the English ones: it does not scroll sideways, and no
word or control is cut off."""

import pytest
from django.test import Client

from tests.browsing import PATIENCE
from tests.catalog.longer import BEGIN, spoken_instead_of_spanish
from tests.security.scene import make_scene
from tests.security.test_permission_matrix import PAGES, ROLES, table
from tests.walks.pages import FILES

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

    def look(address, role):
        cookies = readers[role].cookies
        session = {"sessionid": cookies["sessionid"].value} if "sessionid" in cookies else {}
        named = session | {settings.LANGUAGE_COOKIE_NAME: "es"}
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": value, "url": looking.site} for name, value in named.items()])
        page.goto(looking.site + address)
        assert BEGIN in page.inner_text("main")
        return [f"{address}: {words}" for words in page.evaluate(CUT)]

    return look


def opened():
    """Each page with the reader of whom most is shown."""
    for name, cells in table(PAGES).items():
        role = next((role for role in READERS if cells[ROLES.index(role)] == "200"), None)
        if role and "@" not in name and name not in FILES:
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
