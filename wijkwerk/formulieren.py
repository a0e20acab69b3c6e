"""How every form looks and speaks: NL Design System fields, help and errors tied to the field, Dutch that says what to do.

settings.FORM_RENDERER names WijkwerkRenderer, so each Django form (allauth's too) renders this way. Fields are required
unless the label says "(niet verplicht)"; the browser's own checks stay out (forms carry novalidate), so that there is one
kind of error text, written by us, in one place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from wijkwerk.formulierteksten import spreek_nederlands
from wijkwerk.persoonsgegevens import Vondst, vind

# --- widgets


class SoortKnoppen(forms.RadioSelect):
    """One choice as large buttons: for a thumb."""


class KeuzeKnoppen(forms.CheckboxSelectMultiple):
    """Several choices as large buttons."""


class Keuzevakjes(forms.CheckboxSelectMultiple):
    """Several choices as a list of boxes."""


class Datum(forms.DateInput):
    """A day, with the picker of the device."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Tijd(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DatumTijd(forms.DateTimeInput):
    """A day and a time in one field."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Getal(forms.TextInput):
    """A number as the Dutch write it (1.250,50): a text box, because type=number throws away what it cannot read."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # A text box has no min, max and step; the field itself checks those.
        vast = {naam: waarde for naam, waarde in (attrs or {}).items() if naam not in {"min", "max", "step"}}
        super().__init__({"inputmode": "numeric", **vast})

    def format_value(self, value: Any) -> str | None:
        tekst: str | None = super().format_value(value)
        return tekst.replace(".", ",") if tekst and re.fullmatch(r"-?\d+\.\d+", tekst) else tekst

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        waarde = super().value_from_datadict(data, files, name)
        return _getal(waarde) if isinstance(waarde, str) else waarde


def _getal(tekst: str) -> str:
    """Write a Dutch number as Python reads it; anything else stays as it was typed."""
    kaal = tekst.strip().removeprefix("€").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", kaal):
        return kaal.replace(".", "").replace(",", ".")
    return kaal if re.fullmatch(r"-?\d+(\.\d+)?", kaal) else tekst


class GrootTekstvak(forms.Textarea):
    """Room for a few sentences."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5, **(attrs or {})})


class Zoekveld(forms.TextInput):
    """Search words."""

    input_type = "search"


_KLASSEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    # In Django a list of boxes is a kind of RadioSelect, so it stands first.
    (forms.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
_SOORTEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (SoortKnoppen, "knoppen"),
    (KeuzeKnoppen, "knoppen"),
    (forms.RadioSelect, "keuzes"),
    (forms.CheckboxSelectMultiple, "keuzes"),
    (forms.CheckboxInput, "vakje"),
)


class Veld(BoundField):
    """A field on the screen: knows its kind, its classes, and where an error link must lead."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        spreek_nederlands(field, str(self.label).rstrip(":"))
        # A placeholder that only repeats the label is noise; allauth writes them.
        if str(field.widget.attrs.get("placeholder", "")) == str(self.label):
            del field.widget.attrs["placeholder"]

    @property
    def soort(self) -> str:
        """Return vakje, keuzes, knoppen or gewoon: how onderdelen/veldgroep.html draws it."""
        return next((soort for klasse, soort in _SOORTEN if isinstance(self.field.widget, klasse)), "gewoon")

    @property
    def anker(self) -> str:
        """Return the id of the first control, for links in the error summary."""
        return self.id_for_label or (f"{self.auto_id}_0" if self.use_fieldset else self.auto_id)

    @property
    def breedte(self) -> str:
        """Return kort, half or nothing: the width that the form asks for this field."""
        breedtes: Mapping[str, str] = getattr(self.form, "breedtes", {})
        return breedtes.get(self.name, "")

    @property
    def is_vrij(self) -> bool:
        """True when the label must say that the field may stay empty."""
        straks = getattr(self.field, "straks_nodig", False)
        return not self.field.required and not straks and self.soort != "vakje" and not self.is_hidden

    @property
    def keuzegroepen(self) -> list[tuple[str, list[BoundWidget]]]:
        """Return the choices per group (name or nothing), each as a widget of its own."""
        widget = self.field.widget
        groepen: list[tuple[str, list[BoundWidget]]] = []
        if not isinstance(widget, forms.widgets.ChoiceWidget):
            return groepen
        attrs = self.build_widget_attrs({"id": self.auto_id}, widget)
        for groep, keuzes, _nummer in widget.optgroups(
            self.html_name, widget.format_value(self.value()), attrs
        ):
            if not groepen or groepen[-1][0] != (groep or ""):
                groepen.append((str(groep or ""), []))
            groepen[-1][1].extend(BoundWidget(widget, keuze, self.form.renderer) for keuze in keuzes)
        return groepen

    @property
    def hint_id(self) -> str:
        """Return where hints about persons in this text appear while typing; nothing for a field without."""
        heeft = getattr(self.form, "hint_adres", "") and isinstance(self.field.widget, forms.Textarea)
        return f"{self.auto_id}_hint" if heeft else ""

    @property
    def vondsten(self) -> list[Vondst]:
        """What the text that was sent in seems to say about persons: the hint without JavaScript.

        Where a text is looked at again (`hint_bij_openen`) also of what stands there.
        """
        kijkt = self.form.is_bound or getattr(self.form, "hint_bij_openen", False)
        return vind(str(self.value() or "")) if self.hint_id and kijkt else []

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if self.hint_id:
            attrs |= {
                "hx-post": reverse(str(getattr(self.form, "hint_adres", ""))),
                "hx-trigger": "input changed delay:800ms",
                "hx-target": f"#{self.hint_id}",
                "hx-include": "[name='csrfmiddlewaretoken']",
                "hx-sync": "this:replace",
                "data-hint": "",
            }
        # The browser's own bubbles stay out: see the module.
        verplicht = attrs.pop("required", False)
        if widget.is_hidden:
            return attrs
        if klasse := next((klasse for soort, klasse in _KLASSEN if isinstance(widget, soort)), ""):
            attrs["class"] = f"{klasse} {widget.attrs.get('class', '')}".strip()
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            attrs.pop("aria-invalid", None)
        elif verplicht and self.soort == "gewoon" and not self.use_fieldset:
            attrs["aria-required"] = "true"
        aanvullen: Mapping[str, str] = getattr(self.form, "autocomplete", {})
        if self.name in aanvullen:
            attrs["autocomplete"] = aanvullen[self.name]
        return attrs


class WijkwerkRenderer(TemplatesSetting):
    """Draws forms with the templates in templates/onderdelen/."""

    form_template_name = "onderdelen/velden.html"
    field_template_name = "onderdelen/veldgroep.html"
    bound_field_class = Veld

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """As Django does, but for a list to choose from: two hundred areas are two hundred templates there."""
        if template_name == forms.Select.template_name:
            return _keuzelijst(context["widget"])
        return mark_safe(super().render(template_name, dict(context), request))  # noqa: S308 - a rendered template


def _keuzelijst(widget: Mapping[str, Any]) -> SafeString:
    delen = []
    for groep, keuzes, _nummer in widget["optgroups"]:
        opties = mark_safe("".join(map(_keuze, keuzes)))  # noqa: S308 - each of them escaped
        delen.append(format_html('<optgroup label="{}">{}</optgroup>', groep, opties) if groep else opties)
    attrs = {naam: waarde for naam, waarde in widget["attrs"].items() if waarde is not False}
    return format_html(
        '<select name="{}"{}>{}</select>', widget["name"], flatatt(attrs), SafeString("".join(delen))
    )


def _keuze(keuze: Mapping[str, Any]) -> str:
    # A page may have a thousand of these: put together by hand, everything escaped.
    attrs = flatatt(keuze["attrs"]) if keuze["attrs"] else ""
    waarde, label = conditional_escape(keuze["value"]), conditional_escape(keuze["label"])
    return f'<option value="{waarde}"{attrs}>{label}</option>'


# --- forms


def straks_nodig(veld: forms.Field) -> None:
    """Mark a field that may stay empty as far as the form goes, but not at the step: it is no “niet verplicht”."""
    veld.straks_nodig = True  # type: ignore[attr-defined]


class Klacht(Protocol):
    """What a refused step says; wijkwerk.regels has the real one."""

    @property
    def veld(self) -> str: ...


_WISSEL: tuple[tuple[type[forms.Widget], type[forms.Widget]], ...] = (
    (forms.NumberInput, Getal),
    (forms.DateInput, Datum),
    (forms.TimeInput, Tijd),
    (forms.DateTimeInput, DatumTijd),
)


# A typing error in the year (0026, 20266) is told; and a day after the last one that a computer knows is no day.
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100


def kan_jaar(dag: date) -> None:
    """Refuse a day or a moment so long ago or so far away that it is a typing error; raises ValidationError."""
    if not EERSTE_JAAR <= dag.year <= LAATSTE_JAAR:
        raise ValidationError(f"Vul een jaar in tussen {EERSTE_JAAR} en {LAATSTE_JAAR}.", code="jaar")


class FormulierMixin(forms.BaseForm):
    """For our own forms: groups of fields, widths, possible years, complaints of a refused step at the right field."""

    #: Field sets: (legend, names of fields). Fields in no group come first.
    groepen: Sequence[tuple[str, Sequence[str]]] = ()
    #: Field name -> kort or half.
    breedtes: Mapping[str, str] = {}
    #: Field name -> autocomplete token, for data of the person who types (WCAG 1.3.5).
    autocomplete: Mapping[str, str] = {}
    #: Name of the address that looks at a text while it is typed, for what is about persons. Empty: no hints.
    hint_adres: str = ""
    #: Whether they also stand there when the form is only opened.
    hint_bij_openen: bool = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            for oud, nieuw in _WISSEL:
                if type(veld.widget) is oud:
                    veld.widget = nieuw(veld.widget.attrs)
            if isinstance(veld, forms.FloatField | forms.DecimalField):
                veld.widget.attrs["inputmode"] = "decimal"

    def full_clean(self) -> None:
        # Here, and not when the form is made: a form may get fields after that.
        for veld in self.fields.values():
            if isinstance(veld, forms.DateField | forms.DateTimeField) and kan_jaar not in veld.validators:
                veld.validators.append(kan_jaar)
        super().full_clean()

    @property
    def veldgroepen(self) -> list[tuple[str, list[BoundField]]]:
        """Return (legend, fields) in the order of the screen; the first group may have no legend."""
        zichtbaar = {veld.name: veld for veld in self.visible_fields()}
        gegroepeerd = {naam for _legenda, namen in self.groepen for naam in namen}
        los = [veld for naam, veld in zichtbaar.items() if naam not in gegroepeerd]
        groepen = [
            (legenda, [zichtbaar[naam] for naam in namen if naam in zichtbaar])
            for legenda, namen in self.groepen
        ]
        return [(legenda, velden) for legenda, velden in [("", los), *groepen] if velden]

    def vondsten(self) -> list[Vondst]:
        """Return what the texts of this form seem to say about persons, for a hint after it was saved."""
        return [vondst for naam in self.fields for vondst in getattr(self[naam], "vondsten", ())]

    def neem_klachten_over(self, klachten: Iterable[Klacht]) -> None:
        """Show the complaints of a refused step as errors: at their field when the form has it, else above the form."""
        for klacht in klachten:
            veld = klacht.veld if klacht.veld in self.fields else None
            self.add_error(veld, ValidationError(self._met_label(str(klacht), veld), code="klacht"))

    def _met_label(self, tekst: str, veld: str | None) -> str:
        """“Vul in: …” names a field as the profile does; on this screen its label is the name."""
        if veld is None:
            return tekst
        return re.sub(r"^Vul in: [^.]+\.", lambda _: f"Vul in: {self[veld].label}.", tekst)
