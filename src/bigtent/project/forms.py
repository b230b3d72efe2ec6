"""How a form field is drawn: label, hint, error, control, in this order."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "components/field.html"
