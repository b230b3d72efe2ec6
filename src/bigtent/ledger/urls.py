from django.urls import path

from bigtent.ledger import views

app_name = "ledger"

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("history/<str:model>/<str:ident>/", views.history, name="history"),
    path("<slug:key>/", views.job, name="job"),
    path("<slug:key>/stop/", views.stop, name="stop"),
    path("<slug:key>/again/", views.again, name="again"),
]
