"""Addresses of opportunities."""

from django.urls import path

from bigtent.community.views import following_up, keeping, opportunities, own

OPPORTUNITIES = [
    path("me/stated/", own.stated, name="stated"),
    path("me/stated/forget/", own.forget, name="forget_stated"),
    path("me/opportunities/", own.my_opportunities, name="my_opportunities"),
    path("me/month/", own.month, name="month"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/for-you/", opportunities.for_me, name="for_me"),
    path("opportunities/new/", keeping.new_opportunity, name="new_opportunity"),
    path("opportunities/<slug:key>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<slug:key>/check/", opportunities.check_fit, name="check_fit"),
    path("opportunities/<slug:key>/state/", opportunities.state_for, name="state_for"),
    path("opportunities/<slug:key>/save/", following_up.save, name="save_opportunity"),
    path("opportunities/<slug:key>/unsave/", following_up.unsave, name="unsave_opportunity"),
    path("opportunities/<slug:key>/applied/", following_up.applied, name="applied_for"),
    path("opportunities/<slug:key>/applied/take-back/", following_up.not_applied, name="not_applied_for"),
    path("opportunities/<slug:key>/result/", following_up.result, name="note_result"),
    path("opportunities/<slug:key>/send/", following_up.send, name="send_opportunity"),
    path("opportunities/<slug:key>/change/", keeping.change, name="change_opportunity"),
    path("opportunities/<slug:key>/sites/", keeping.sites, name="practicum_sites"),
    path("opportunities/<slug:key>/whom-for/", keeping.clauses, name="clauses"),
    path("opportunities/<slug:key>/whom-for/new/", keeping.new_clause, name="new_clause"),
    path("opportunities/<slug:key>/publish/", keeping.publish, name="publish_opportunity"),
    path("opportunities/<slug:key>/back-to-draft/", keeping.unpublish, name="unpublish_opportunity"),
    path("opportunities/<slug:key>/close/", keeping.close, name="close_opportunity"),
    path("opportunities/<slug:key>/withdraw/", keeping.withdraw, name="withdraw_opportunity"),
    path("opportunities/<slug:key>/undo/", keeping.open_again, name="open_opportunity_again"),
    path("opportunities/<slug:key>/source/", keeping.source, name="check_source"),
]
