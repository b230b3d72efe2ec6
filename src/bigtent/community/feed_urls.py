"""Addresses of the feed."""

from django.urls import path

from bigtent.community.views import feed, pasting, posting

FEED = [
    path("", feed.feed, name="feed"),
    path("feed.atom", feed.feed_atom, name="feed_atom"),
    path("search/", feed.search, name="search"),
    path("me/following/", feed.following, name="following"),
    path("me/following/seen/", feed.see_feed, name="see_feed"),
    path("paste/", pasting.paste, name="paste"),
    path("proposals/", posting.proposals, name="proposals"),
    path("posts/new/", posting.new_post, name="new_post"),
    path("posts/<slug:key>/", feed.post, name="post"),
    path("posts/<slug:key>/change/", posting.change_post, name="change_post"),
    path("posts/<slug:key>/release/", posting.release_post, name="release_post"),
    path("posts/<slug:key>/take-back/", posting.take_back_post, name="take_back_post"),
    path("posts/<slug:key>/discard/", posting.discard_post, name="discard_post"),
    path("posts/<slug:key>/put-back/", posting.put_back_post, name="put_back_post"),
]
