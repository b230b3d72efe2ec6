"""A post for everybody, one inside the network, a proposal, one that was put aside."""

from bigtent.community.services.posting import discard_post
from tests.community.posts import make_post


def scene(manager, administrator):
    post = make_post(by=manager)
    inside = make_post(by=manager, title="Inside", seen_by="network")
    proposed = make_post(by=manager, title="Proposed", released=False)
    aside = discard_post(post=make_post(by=manager, title="Put aside", released=False), by=manager)
    return {
        **{f"community:{name}": [post.key] for name in ["post", "change_post", "take_back_post"]},
        "community:post@inside the network": [inside.key],
        **{f"community:{name}": [proposed.key] for name in ["release_post", "discard_post"]},
        "community:post@proposed": [proposed.key],
        "community:change_post@proposed": [proposed.key],
        "community:put_back_post": [aside.key],
    }
