"""Addresses of the community room."""

from django.urls import path

from bigtent.community.asking_urls import ASKS, INTRODUCTIONS
from bigtent.community.feed_urls import FEED
from bigtent.community.opportunity_urls import OPPORTUNITIES
from bigtent.community.views import care

app_name = "community"

CARE = [
    path("care/", care.care, name="care"),
    path("care/racism-at-work/", care.racism_at_work, name="racism_at_work"),
    path("care/clinicians/", care.clinicians, name="clinicians"),
    path("care/clinicians/mine/", care.my_listing, name="my_listing"),
    path("care/clinicians/mine/end/", care.end_my_listing, name="end_my_listing"),
    path("care/lines/", care.help_lines, name="help_lines"),
    path("care/lines/new/", care.new_help_line, name="new_help_line"),
    path("care/lines/<int:pk>/", care.help_line, name="help_line"),
    path("care/lines/<int:pk>/holds/", care.confirm_help_line, name="confirm_help_line"),
    path("care/lines/<int:pk>/end/", care.end_help_line, name="end_help_line"),
    path("care/lines/<int:pk>/put-back/", care.put_back_help_line, name="put_back_help_line"),
]

urlpatterns = [*FEED, *OPPORTUNITIES, *CARE, *ASKS, *INTRODUCTIONS]
