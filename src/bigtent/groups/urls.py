"""Addresses of the groups room."""

from django.urls import path

from bigtent.groups.views import (
    decisions,
    documents,
    elections,
    groups,
    meetings,
    membership,
    minutes,
    recommendations,
)

app_name = "groups"

WORK = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:key>/", meetings.meeting, name="meeting"),
    path("meetings/<slug:key>/change/", meetings.change_meeting, name="change_meeting"),
    path("meetings/<slug:key>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
    path("meetings/<slug:key>/plan-again/", meetings.plan_again, name="plan_again"),
    path("meetings/<slug:key>/agenda/", meetings.agenda, name="agenda"),
    path("meetings/<slug:key>/who-came/", meetings.attendance, name="attendance"),
    path("meetings/<slug:key>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<slug:key>/minutes/approve/", minutes.approve_minutes, name="approve_minutes"),
    path("meetings/<slug:key>/minutes/open-again/", minutes.open_minutes_again, name="open_minutes_again"),
    path("meetings/<slug:key>/preview/", minutes.preview, name="preview"),
    path("meetings/<slug:key>/publish/", minutes.publish_minutes, name="publish_minutes"),
    path("meetings/<slug:key>/take-back/", minutes.unpublish_minutes, name="unpublish_minutes"),
    path("meetings/<slug:key>/decide/", decisions.record_decision, name="record_decision"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<slug:key>/", decisions.decision, name="decision"),
    path("decisions/<slug:key>/correct/", decisions.correct_decision, name="correct_decision"),
    path("decisions/<slug:key>/step/", decisions.note_step, name="note_step"),
    path("decisions/<slug:key>/step/take-back/", decisions.take_back_step, name="take_back_step"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<slug:key>/", recommendations.recommendation, name="recommendation"),
    path("recommendations/<slug:key>/change/", recommendations.change_recommendation, name="change_recommendation"),
    path("recommendations/<slug:key>/discard/", recommendations.discard_recommendation, name="discard_recommendation"),
    path("recommendations/<slug:key>/send/", recommendations.send_recommendation, name="send_recommendation"),
    path(
        "recommendations/<slug:key>/take-back/",
        recommendations.take_back_recommendation,
        name="take_back_recommendation",
    ),
    path("recommendations/<slug:key>/answer/", recommendations.answer_recommendation, name="answer_recommendation"),
    path("recommendations/<slug:key>/answer/take-back/", recommendations.take_back_answer, name="take_back_answer"),
    path("recommendations/<slug:key>/reply/", recommendations.reply_to_answer, name="reply_to_answer"),
    path("recommendations/<slug:key>/reply/take-back/", recommendations.take_back_reply, name="take_back_reply"),
    path("<slug:key>/meetings/new/", meetings.plan_meeting, name="plan_meeting"),
    path("<slug:key>/recommendations/new/", recommendations.make_recommendation, name="make_recommendation"),
]

MEMBERS = [
    path("", groups.home, name="home"),
    path("new/", groups.new, name="new"),
    path("members/<int:pk>/", membership.membership, name="membership"),
    path("members/<int:pk>/role/", membership.change_role, name="change_role"),
    path("members/<int:pk>/term/", membership.change_term, name="change_term"),
    path("members/<int:pk>/end/", membership.end_membership, name="end_membership"),
    path("members/<int:pk>/replace/", membership.replace_member, name="replace_member"),
    path("members/<int:pk>/take-back/", membership.take_back_seat, name="take_back_seat"),
    path("members/<int:pk>/stays/", membership.take_back_leaving, name="take_back_leaving"),
    path("elections/<slug:key>/", elections.election, name="election"),
    path("elections/<slug:key>/stand/", elections.stand, name="stand"),
    path("elections/<slug:key>/withdraw/", elections.withdraw, name="withdraw"),
    path("elections/<slug:key>/vote/", elections.vote, name="vote"),
    path("elections/<slug:key>/count/", elections.count, name="count"),
    path("elections/<slug:key>/cancel/", elections.cancel, name="cancel"),
    path("papers/<slug:key>/", documents.read, name="document"),
    path("papers/<slug:key>/show/", documents.show, name="show_document"),
    path("papers/<slug:key>/remove/", documents.remove, name="remove_document"),
    path("papers/<slug:key>/restore/", documents.restore, name="restore_document"),
    path("<slug:key>/", groups.group, name="group"),
    path("<slug:key>/inside/", groups.inside, name="inside"),
    path("<slug:key>/change/", groups.edit, name="edit"),
    path("<slug:key>/end/", groups.end, name="end"),
    path("<slug:key>/table/", membership.table, name="table"),
    path("<slug:key>/seat/", membership.seat, name="seat"),
    path("<slug:key>/join/", membership.join, name="join"),
    path("<slug:key>/leave/", membership.leave, name="leave"),
    path("<slug:key>/come-back/", membership.come_back, name="come_back"),
    path("<slug:key>/elections/new/", elections.new_election, name="new_election"),
    path("<slug:key>/papers/new/", documents.add, name="add_document"),
]

urlpatterns = [*WORK, *MEMBERS]
