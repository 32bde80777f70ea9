"""A form in, its fields, help and faults in the portal's own style out."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """What `{{ form }}` and `{{ field.as_field_group }}` are drawn with; Django finds it by FORM_RENDERER."""

    form_template_name = "kit/form/form.html"
    field_template_name = "kit/form/field.html"
