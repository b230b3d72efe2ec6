"""Addresses of the accountability room."""

from django.urls import path

from bigtent.accountability import views

app_name = "accountability"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("adopt/", views.adopt, name="adopt"),
    path("figures/", views.observe, name="observe"),
    path("<slug:key>/", views.plan, name="plan"),
    path("<slug:key>/show/", views.show, name="show"),
    path("<slug:key>/<slug:action>/", views.action, name="action"),
    path("<slug:key>/<slug:action>/owner/", views.owner, name="owner"),
    path("<slug:key>/<slug:action>/target/", views.target, name="target"),
    path("<slug:key>/<slug:action>/figure/", views.measure, name="measure"),
]
