from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bs4 import BeautifulSoup, Tag
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string

from wijkwerk import formulieren
from wijkwerk.profiel import Veld
from wijkwerk.profielvelden import formulierveld


class Formulier(formulieren.FormulierMixin, forms.Form):
    wat = forms.CharField(label="Wat is er?", max_length=5, help_text="Kort.")
    soort = forms.ChoiceField(
        label="Soort", choices=[("a", "A"), ("b", "B")], widget=formulieren.SoortKnoppen
    )
    bedrag = forms.DecimalField(label="Bedrag", required=False)
    dag = forms.DateField(label="Dag", required=False)
    eigen = forms.CharField(label="Eigen", error_messages={"required": "Zonder dit gaat het niet."})

    groepen = [("Later", ("dag", "bedrag"))]
    breedtes = {"bedrag": "kort"}
    autocomplete = {"wat": "off"}


@dataclass(frozen=True)
class Klacht:
    tekst: str
    veld: str = ""

    def __str__(self) -> str:
        return self.tekst


def _soep(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


def _veld(soep: BeautifulSoup, id_: str) -> Tag:
    gevonden = soep.find(id=id_)
    assert isinstance(gevonden, Tag)
    return gevonden


def test_label_help_and_error_belong_to_the_field() -> None:
    soep = _soep(Formulier({}))
    veld = _veld(soep, "id_wat")
    assert veld["aria-describedby"] == "id_wat_helptext id_wat_error"
    assert veld["aria-invalid"] == "true"
    assert soep.find("label", attrs={"for": "id_wat"})
    assert _veld(soep, "id_wat_error").get_text(strip=True) == "Vul “Wat is er?” in."


def test_the_error_summary_links_to_the_first_control() -> None:
    links = [link["href"] for link in _soep(Formulier({})).select("[role=alert] a")]
    assert links == ["#id_wat", "#id_soort_0", "#id_eigen"]


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    fieldset = _soep(Formulier()).select_one("fieldset:has(#id_soort_0)")
    assert fieldset is not None
    assert fieldset.select_one("legend") is not None
    assert len(fieldset.select(".ww-soorten")) == 1


def test_the_browser_does_not_check_required_itself() -> None:
    veld = _veld(_soep(Formulier()), "id_wat")
    assert "required" not in veld.attrs
    assert veld["aria-required"] == "true"


def test_only_optional_fields_say_so() -> None:
    labels = {
        label["for"]: "niet verplicht" in label.get_text()
        for label in _soep(Formulier()).select("label[for]")
    }
    assert labels["id_wat"] is False
    assert labels["id_bedrag"] is True


def test_boxes_look_like_boxes() -> None:
    class Vakjes(forms.Form):
        welke = forms.MultipleChoiceField(
            label="Welke?", choices=[("a", "A")], widget=formulieren.Keuzevakjes
        )

    assert "utrecht-checkbox" in _veld(_soep(Vakjes()), "id_welke_0")["class"]


def test_an_error_text_of_the_form_itself_stays() -> None:
    assert Formulier({}).errors["eigen"] == ["Zonder dit gaat het niet."]


def test_too_long_text_says_how_long_it_may_be() -> None:
    fout = Formulier({"wat": "veel te lang"}).errors["wat"][0]
    assert fout == "Maak deze tekst korter. Er passen 5 tekens, nu zijn het er 12."


def test_numbers_are_read_and_written_in_dutch() -> None:
    form = Formulier({"wat": "x", "soort": "a", "eigen": "y", "bedrag": "1.250,50"})
    assert form.is_valid()
    assert form.cleaned_data["bedrag"] == Decimal("1250.50")
    assert _veld(_soep(Formulier(initial={"bedrag": Decimal("12.5")})), "id_bedrag")["value"] == "12,5"


def test_what_is_not_a_number_stays_on_the_screen() -> None:
    assert _veld(_soep(Formulier({"bedrag": "veel"})), "id_bedrag")["value"] == "veel"


def test_dates_use_the_picker_of_the_device() -> None:
    assert _veld(_soep(Formulier()), "id_dag")["type"] == "date"


def test_a_year_that_cannot_be_is_told_at_every_field_with_a_day() -> None:
    class MetMoment(Formulier):
        def __init__(self, data: dict[str, str]) -> None:
            super().__init__(data)
            self.fields["eigen_dag"] = formulierveld(Veld(sleutel="x", naam="X", soort="datum"))
            self.fields["moment"] = forms.DateTimeField()

    fout = MetMoment({"dag": "0026-05-01", "eigen_dag": "20266-05-01", "moment": "9999-12-31T23:59"})
    goed = MetMoment({"dag": "1900-01-01", "eigen_dag": "2100-12-31", "moment": "2026-05-01T12:00"})

    assert fout.errors["dag"] == ["Vul een jaar in tussen 1900 en 2100."]
    assert fout.errors["moment"] == ["Vul een jaar in tussen 1900 en 2100."]
    assert "eigen_dag" in fout.errors
    assert not {"dag", "eigen_dag", "moment"} & set(goed.errors)


def test_groups_follow_the_order_of_the_form() -> None:
    groepen = [(legenda, [veld.name for veld in velden]) for legenda, velden in Formulier().veldgroepen]
    assert groepen == [("", ["wat", "soort", "eigen"]), ("Later", ["dag", "bedrag"])]


def test_complaints_land_at_their_field_or_above_the_form() -> None:
    form = Formulier({"wat": "x", "soort": "a", "eigen": "y"})
    assert form.is_valid()
    form.neem_klachten_over(
        [Klacht("Er mist een dag.", "dag"), Klacht("De partij stemt niet in."), Klacht("Elders.", "ander")]
    )
    assert form.errors["dag"] == ["Er mist een dag."]
    assert form.non_field_errors() == ["De partij stemt niet in.", "Elders."]


def test_a_complaint_names_a_field_by_its_label_on_the_screen() -> None:
    form = Formulier({"wat": "x", "soort": "a", "eigen": "y"})
    assert form.is_valid()
    form.neem_klachten_over([Klacht("Vul in: Wanneer. (DHR-17)", "dag"), Klacht("Vul in: Iets anders.")])
    assert form.errors["dag"] == [f"Vul in: {form['dag'].label}. (DHR-17)"]
    assert form.non_field_errors() == ["Vul in: Iets anders."]


def test_help_text_cannot_carry_markup() -> None:
    class Gemeen(forms.Form):
        veld = forms.CharField(label="<b>x</b>", help_text="<script>1</script>")

    html = str(Gemeen())
    assert "<script>" not in html
    assert "<b>" not in html


def test_formulier_posts_to_itself_and_swaps_a_named_part() -> None:
    html = render_to_string(
        "onderdelen/formulier.html", {"form": Formulier(), "doel": "#deel", "actie": "/x/"}
    )
    form = BeautifulSoup(html, "html.parser").form
    assert form is not None
    assert (form["hx-post"], form["hx-target"], form["hx-swap"]) == ("/x/", "#deel", "outerHTML")
    assert "novalidate" in form.attrs


def test_a_list_to_choose_from_is_drawn_as_django_draws_it() -> None:
    """Without a template for each line; what stands in it is the same, and as safe."""
    keuzes = [("", "Alle"), ("<1>", 'Een "&" <b>twee</b>'), ("Groep & co", [("g1", "Eén"), (2, "Twee")])]
    attrs: dict[str, object] = {"id": "id_wat", "data-x": '"', "disabled": False}
    for widget in (forms.Select(choices=keuzes), forms.SelectMultiple(choices=keuzes)):
        getekend, van_django = (
            widget.render("wat", ["2", "<1>"], attrs, renderer)
            for renderer in (formulieren.WijkwerkRenderer(), DjangoTemplates())
        )

        assert _zonder_wit(getekend) == _zonder_wit(van_django)
        assert "<b>" not in getekend


def _zonder_wit(html: str) -> list[tuple[str, dict[str, object], str]]:
    return [
        (tag.name, dict(tag.attrs), tag.get_text(strip=True))
        for tag in BeautifulSoup(html, "html.parser").find_all()
    ]
