"""Addresses of the shelves: resources, solutions, briefs, paths and calculators."""

from django.urls import path

from bigtent.library.views import calculators, paths, resources, shelf, solutions

SHELVES = [
    path("", shelf.home, name="home"),
    path("pages/<slug:name>/", resources.page, name="page"),
    path("resources/new/", resources.new_resource, name="new_resource"),
    path("resources/<slug:key>/", resources.resource, name="resource"),
    path("resources/<slug:key>/change/", resources.change_resource, name="change_resource"),
    path("resources/<slug:key>/versions/<int:number>/", resources.version, name="version"),
    path("resources/<slug:key>/versions/<int:number>/file/", resources.file, name="file"),
    path("solutions/new/", solutions.new_solution, name="new_solution"),
    path("solutions/<slug:key>/", solutions.solution, name="solution"),
    path("solutions/<slug:key>/change/", solutions.change_solution, name="change_solution"),
    path("briefs/new/", solutions.new_brief, name="new_brief"),
    path("briefs/<slug:key>/", solutions.brief, name="brief"),
    path("briefs/<slug:key>/change/", solutions.change_brief, name="change_brief"),
    path("shelf/<slug:shelf>/<slug:key>/take-off/", resources.take_off, name="take_off"),
    path("shelf/<slug:shelf>/<slug:key>/put-back/", resources.put_back, name="put_back"),
    path("shelf/<slug:shelf>/<slug:key>/adopt/", solutions.adopt, name="adopt"),
    path("adoptions/<int:pk>/take-back/", solutions.take_back_adoption, name="take_back_adoption"),
]

PATHS = [
    path("paths/", paths.paths, name="paths"),
    path("paths/<slug:stage>/", paths.path, name="path"),
    path("paths/<slug:stage>/change/", paths.change_path, name="change_path"),
    path("paths/<slug:stage>/steps/new/", paths.new_step, name="new_step"),
    path("steps/<int:pk>/mark/", paths.mark_step, name="mark_step"),
    path("steps/<int:pk>/change/", paths.change_step, name="change_step"),
    path("steps/<int:pk>/remove/", paths.remove_step, name="remove_step"),
]

CALCULATORS = [
    path("calculators/loans/", calculators.loans, name="loans"),
    path("calculators/savings/", calculators.savings, name="savings"),
]
