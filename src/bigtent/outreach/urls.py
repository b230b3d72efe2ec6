"""Addresses of the outreach room."""

from django.urls import path

from bigtent.outreach.views import audiences, by_mail, home, letters, messages, own, sending, templates

app_name = "outreach"

urlpatterns = [
    path("", home.home, name="home"),
    path("came-back/", home.addresses, name="came_back"),
    path("all/", messages.messages, name="messages"),
    path("write/", messages.new_message, name="new_message"),
    path("message/<str:key>/", sending.message, name="message"),
    path("message/<str:key>/people/", sending.deliveries, name="deliveries"),
    path("message/<str:key>/test/", sending.test, name="test_message"),
    path("message/<str:key>/release/", sending.release, name="release_message"),
    path("message/<str:key>/schedule/", sending.schedule, name="schedule_message"),
    path("message/<str:key>/stop/", sending.stop, name="stop_message"),
    path("message/<str:key>/settle/", sending.settle, name="settle_delivery"),
    path("message/<str:key>/write/", messages.edit_message, name="edit_message"),
    path("message/<str:key>/preview/", messages.preview, name="preview"),
    path("message/<str:key>/discard/", messages.discard_message, name="discard_message"),
    path("letters/", letters.service_letters, name="service_letters"),
    path("letters/settle/", letters.settle, name="settle_service_letter"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="new_template"),
    path("templates/<str:key>/", templates.template, name="template"),
    path("templates/<str:key>/end/", templates.end_template, name="end_template"),
    path("audiences/", audiences.audiences, name="audiences"),
    path("audiences/new/", audiences.new_audience, name="new_audience"),
    path("audiences/people/", audiences.audience_people, name="audience_people"),
    path("audiences/<str:key>/", audiences.audience, name="audience"),
    path("audiences/<str:key>/change/", audiences.edit_audience, name="edit_audience"),
    path("audiences/<str:key>/end/", audiences.end_audience, name="end_audience"),
    path("new/", own.notifications, name="notifications"),
    path("new/seen/", own.seen, name="seen"),
    path("new/<str:key>/", own.letter, name="letter"),
    path("mine/", own.preferences, name="preferences"),
    path("mine/write-again/", own.again, name="write_again"),
    path("mine/<str:token>/", by_mail.preferences, name="preferences_by_mail"),
    path("stop/<str:token>/", by_mail.stop, name="stop"),
    path("answer/<str:token>/", by_mail.answer, name="answer"),
    path("answer/<str:token>/<int:choice>/", by_mail.answer, name="answer"),
]
