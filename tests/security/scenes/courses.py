"""A course that is open, one for the network, a draft; somebody who completed one and claimed credit; a requirement."""

from bigtent.library.models import CreditExport
from bigtent.library.services import courses
from bigtent.library.services.credit import export_credit
from bigtent.library.services.training import require_training
from tests.cast import play
from tests.library.teaching import add_text, ask, claim, complete, make_course

WRITING = ("write_course", "change_course", "publish_course", "end_course", "new_module", "new_question")
READING = ("course", "begin_course", "before_course", "after_course")


def scene(manager, administrator):
    course, inside = make_course(manager), make_course(manager, title="Inside", is_public=False)
    draft = make_course(manager, title="Draft", published=False)
    practice = courses.add_module(course=draft, values={"kind": "questions", "title": "Practice"}, by=manager)
    module, question = add_text(draft, manager), ask(draft, manager)
    learner = play("Lena", "Learner", "member")
    learned = complete(course, learner)
    claim(learned, learner)
    export = CreditExport.objects.get(key=export_credit(course_key=course.key, by=manager)["export"])
    waiting = complete(inside, learner)
    claim(waiting, learner)
    requirement = require_training(course=course, role="account:reviewer", due_days=30, by=manager)
    return {
        **{f"library:{name}": [course.key] for name in READING},
        **{f"library:{name}@inside the network": [inside.key] for name in READING},
        **{f"library:{name}@draft": [draft.key] for name in READING},
        **{f"library:{name}": [course.key, course.modules.first().pk] for name in ("module", "go_on")},
        **{f"library:{name}@draft": [draft.key, module.pk] for name in ("module", "go_on")},
        **{f"library:{name}": [draft.key] for name in WRITING},
        **{f"library:{name}": [draft.key, module.pk] for name in ("change_module", "move_module", "remove_module")},
        "library:new_practice": [draft.key, practice.pk],
        **{f"library:{name}": [draft.key, question.pk] for name in ("change_question", "remove_question")},
        **{f"library:{name}": [learned.key] for name in ("learning_of", "certificate", "check_certificate")},
        **{f"library:{name}": [waiting.key] for name in ("claim_credit", "withdraw_credit")},
        **{f"library:{name}": [inside.key] for name in ("credit_of", "send_credit")},
        **{f"library:{name}": [export.key] for name in ("credit_export", "download_credit")},
        **{f"library:{name}": [requirement.key] for name in ("training_of", "remind_training", "end_requirement")},
    }
