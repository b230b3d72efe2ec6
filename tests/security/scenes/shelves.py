"""One thing of each shelf, one inside the network, one that was taken off; a path with a step."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bigtent.ledger.clock import today
from bigtent.library.services.adoptions import adopt
from bigtent.library.services.resources import take_off_shelf
from tests.factories import make_organization
from tests.library.shelving import make_brief, make_path, make_resource, make_solution


def scene(manager, administrator):
    kept = {"kind": "template", "text": ""}
    one, inside = (
        make_resource(manager, file=SimpleUploadedFile("a.txt", b"words"), is_public=public, **kept)
        for public in (True, False)
    )
    page, off, back = make_resource(manager, shipped="debt"), make_resource(manager), make_resource(manager)
    for thing in (off, back):
        take_off_shelf(thing=thing, by=manager)
    solution, brief, path = make_solution(manager), make_brief(manager), make_path("student")
    step = path.steps.first().pk
    adopted = adopt(thing=solution, organization=make_organization(), since_on=today(), by=manager)
    return {
        **{f"library:{name}": [one.key] for name in ("resource", "change_resource")},
        **{f"library:{name}": [one.key, 1] for name in ("version", "file")},
        **{f"library:{name}@inside the network": [inside.key, 1] for name in ("version", "file")},
        "library:resource@inside the network": [inside.key],
        "library:resource@off the shelf": [off.key],
        "library:page": [page.shipped],
        **{f"library:{name}": [solution.key] for name in ("solution", "change_solution")},
        "library:solution@inside the network": [make_solution(manager, is_public=False).key],
        **{f"library:{name}": [brief.key] for name in ("brief", "change_brief")},
        "library:take_off": ["solution", solution.key],
        "library:put_back": ["resource", back.key],
        "library:adopt": ["solution", solution.key],
        "library:take_back_adoption": [adopted.pk],
        **{f"library:{name}": [path.stage] for name in ("path", "change_path", "new_step")},
        "library:path@inside the network": [make_path("leader", is_public=False).stage],
        **{f"library:{name}": [step] for name in ("change_step", "remove_step", "mark_step")},
    }
