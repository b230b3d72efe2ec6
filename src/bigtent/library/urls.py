"""Addresses of the library room."""

from django.urls import path

from bigtent.library.shelf_urls import CALCULATORS, PATHS, SHELVES
from bigtent.library.views import courses, credit, learning, training, writing

app_name = "library"

COURSES = [
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", writing.new_course, name="new_course"),
    path("courses/<slug:key>/", courses.course, name="course"),
    path("courses/<slug:key>/begin/", learning.begin, name="begin_course"),
    path("courses/<slug:key>/before/", learning.before, name="before_course"),
    path("courses/<slug:key>/after/", learning.after, name="after_course"),
    path("courses/<slug:key>/modules/<int:pk>/", courses.module, name="module"),
    path("courses/<slug:key>/modules/<int:pk>/go-on/", learning.go_on, name="go_on"),
    path("courses/<slug:key>/write/", writing.write_course, name="write_course"),
    path("courses/<slug:key>/change/", writing.change_course, name="change_course"),
    path("courses/<slug:key>/publish/", writing.publish_course, name="publish_course"),
    path("courses/<slug:key>/end/", writing.end_course, name="end_course"),
    path("courses/<slug:key>/modules/new/", writing.new_module, name="new_module"),
    path("courses/<slug:key>/modules/<int:pk>/change/", writing.change_module, name="change_module"),
    path("courses/<slug:key>/modules/<int:pk>/move/", writing.move_module, name="move_module"),
    path("courses/<slug:key>/modules/<int:pk>/remove/", writing.remove_module, name="remove_module"),
    path("courses/<slug:key>/modules/<int:pk>/questions/new/", writing.new_question, name="new_practice"),
    path("courses/<slug:key>/questions/new/", writing.new_question, name="new_question"),
    path("courses/<slug:key>/questions/<int:pk>/change/", writing.change_question, name="change_question"),
    path("courses/<slug:key>/questions/<int:pk>/remove/", writing.remove_question, name="remove_question"),
]

LEARNING = [
    path("learning/", learning.my_learning, name="learning"),
    path("learning/xapi.json", learning.my_statements, name="my_statements"),
    path("learning/<slug:key>/", learning.learning_of, name="learning_of"),
    path("learning/<slug:key>/certificate/", learning.certificate_of, name="certificate"),
    path("learning/<slug:key>/credit/", credit.claim, name="claim_credit"),
    path("learning/<slug:key>/credit/withdraw/", credit.withdraw, name="withdraw_credit"),
    path("certificates/<slug:key>/", learning.check_certificate, name="check_certificate"),
]

CREDIT = [
    path("credit/", credit.credit, name="credit"),
    path("credit/files/<slug:key>/", credit.export, name="credit_export"),
    path("credit/files/<slug:key>/download/", credit.download, name="download_credit"),
    path("credit/<slug:key>/", credit.credit_of, name="credit_of"),
    path("credit/<slug:key>/send/", credit.send, name="send_credit"),
]

TRAINING = [
    path("training/", training.all_trainings, name="trainings"),
    path("training/new/", training.new_requirement, name="new_requirement"),
    path("training/xapi.json", training.all_statements, name="all_statements"),
    path("training/<slug:key>/", training.training_of, name="training_of"),
    path("training/<slug:key>/remind/", training.remind, name="remind_training"),
    path("training/<slug:key>/end/", training.end_requirement, name="end_requirement"),
]

urlpatterns = [*SHELVES, *PATHS, *CALCULATORS, *COURSES, *LEARNING, *CREDIT, *TRAINING]
