"""Addresses of questions and introductions."""

from django.urls import path

from bigtent.community.views import asking, introducing

ASKS = [
    path("asks/", asking.asks, name="asks"),
    path("asks/new/", asking.new_ask, name="new_ask"),
    path("asks/waiting/", asking.waiting_asks, name="waiting_asks"),
    path("asks/waiting/<str:key>/", asking.waiting_ask, name="waiting_ask"),
    path("asks/waiting/<str:key>/more/", asking.ask_five_more, name="ask_five_more"),
    path("asks/waiting/<str:key>/answer/", asking.answer_waiting, name="answer_waiting"),
    path("asks/waiting/<str:key>/close/", asking.close_kindly, name="close_kindly"),
    path("asks/answers/<int:pk>/thank/", asking.thank, name="thank"),
    path("asks/apart/<int:pk>/end/", asking.let_together, name="let_together"),
    path("asks/<str:key>/", asking.ask, name="ask"),
    path("asks/<str:key>/close/", asking.close_ask, name="close_ask"),
    path("asks/<str:key>/open/", asking.open_again, name="open_again"),
    path("asks/<str:key>/take-back/", asking.take_back_ask, name="take_back_ask"),
    path("question/<str:token>/", asking.question, name="question"),
]

INTRODUCTIONS = [
    path("near/", introducing.near, name="near"),
    path("near/want/", introducing.want_introductions, name="want_introductions"),
    path("near/wishes/<str:key>/take-back/", introducing.withdraw_introduction, name="withdraw_introduction"),
    path("near/<str:key>/", introducing.ask_introduction, name="ask_introduction"),
    path("introduction/<str:token>/", introducing.introduction, name="introduction"),
]
