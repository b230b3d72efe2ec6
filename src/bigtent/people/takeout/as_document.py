"""What is held of a person as a document that she can read from the first page to the last."""

from collections.abc import Iterator

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from bigtent.engines.charts import Section, document
from bigtent.ledger.clock import today
from bigtent.people.models import Network
from bigtent.people.takeout.gathering import Table, Takeout, in_words

APART = ("people.Consent",)


def to_pdf(takeout: Takeout) -> bytes:
    network = Network.current().name or "Bigtent"
    name = takeout.person.name
    return document(
        title=_("What %(network)s holds of %(name)s") % {"network": network, "name": name},
        author=network,
        language=(get_language() or "en").partition("-")[0],
        made_on=today(),
        opening=[
            _("Made on %(day)s. First what is known of you, subject by subject; then what you were asked and what you "
              "answered; last what was done with it, and by whom.") % {"day": in_words(today())},
            _("If something is wrong, correct it on your page or write to %(contact)s.")
            % {"contact": Network.current().contact_email or network},
        ],
        sections=[*_tables(takeout), _consents(takeout), _acts(takeout)],
    )  # fmt: skip


def _tables(takeout: Takeout) -> Iterator[Section]:
    for table in takeout.tables:
        if table.name not in APART:
            yield Section(table.title, list(_said(table)), list(_entries(table)))


def _said(table: Table) -> Iterator[str]:
    if table.kept_because:
        yield _("If you leave: %(why)s") % {"why": table.kept_because}


def _entries(table: Table) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    if table.lines:
        yield "", [(label, ", ".join(filter(None, (value, source)))) for label, value, source in table.lines]
    for number, row in enumerate(table.rows, start=1):
        facts = [(cell.label, cell.words) for cell in row if cell.words]
        title = f"{table.title}, {number}" if len(table.rows) > 1 else ""
        if facts:
            yield title, facts


def _consents(takeout: Takeout) -> Section:
    entries = []
    for consent, about, shown in takeout.consents:
        asked = " – ".join(filter(None, (str(consent.get_purpose_display()), about)))
        facts = [(_("Your answer"), in_words(consent.given)), (_("When"), in_words(consent.at))]
        facts += [(_("The words you saw"), shown)] if shown else []
        facts += [(_("Recorded on the basis of"), consent.basis)] if consent.basis else []
        facts += [(_("Until"), in_words(consent.ended_at))] if consent.ended_at else []
        entries.append((asked, facts))
    nothing = [] if entries else [_("You were asked nothing yet, which counts as no to everything.")]
    return Section(_("What you were asked"), nothing, entries)


def _acts(takeout: Takeout) -> Section:
    entries = []
    for act in takeout.acts:
        facts = [(_("Who"), act.who), (_("What"), act.what)]
        facts += (
            [(_("Which facts"), ", ".join(pgettext("column", field.replace("_", " ")) for field in act.fields))]
            if act.fields
            else []
        )
        facts += [(_("Why"), act.reason)] if act.reason else []
        entries.append((in_words(act.at), facts))
    return Section(_("What was done with it"), [] if entries else [_("Nothing yet.")], entries)
