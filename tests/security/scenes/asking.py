"""A question of a manager that waits too long, brought to somebody, answered once; a wish to meet."""

from datetime import timedelta

from bigtent.community.asking_links import token_of
from bigtent.community.models import Ask, Asked, Introduction
from bigtent.community.services.asking import give_answer, keep_apart
from bigtent.ledger.clock import now
from tests.community.asking import ask, make_willing
from tests.factories import make_consent, make_person


def scene(manager, administrator):
    person = make_willing()
    answered, waiting = ask(administrator, name_shown="none"), ask(manager, name_shown="none")
    asked = Asked.objects.get(ask=waiting)
    answer = give_answer(asked=Asked.objects.get(ask=answered), text="Yes.")
    Ask.objects.update(made_at=now() - timedelta(days=6))
    Asked.objects.update(at=now() - timedelta(days=6))
    near = make_person(consents=["directory"])
    make_consent(person=near, purpose="directory", datum="community.introductions")
    wish = {"line": "I am new here.", "asker_address": "a@example.org"}
    wish = Introduction.objects.create(asker=manager.person, other=near, **wish)
    keep_apart(person=administrator.person, other=person, by=administrator)
    return {
        **{f"community:{name}": [answered.key] for name in ("ask", "close_ask", "open_again", "take_back_ask")},
        **{f"community:{name}": [waiting.key] for name in ("waiting_ask", "ask_five_more", "answer_waiting")},
        "community:close_kindly": [waiting.key],
        "community:thank": [answer.pk],
        "community:let_together": [administrator.person.kept_apart.get().pk],
        "community:question": [token_of(asked)],
        "community:ask_introduction": [near.key],
        "community:withdraw_introduction": [wish.key],
        "community:introduction": [token_of(wish)],
    }
