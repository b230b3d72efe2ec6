"""Posts for tests, made through the room's own verbs."""

from bigtent.community.services.posting import release_post, write_post
from tests.factories import make_account


def make_post(*, by=None, released=True, **values):
    """A released post by some manager; name only what the test is about."""
    by = by or make_account(roles=["program_manager"])
    post = write_post(by=by, **{"kind": "post", "title": "Something to tell"} | values)
    return release_post(post=post, by=by) if released else post
