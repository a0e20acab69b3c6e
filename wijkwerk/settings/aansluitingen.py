"""What the apps bring, without the kernel knowing them: dotted paths, imported by whoever asks (docs/architectuur.md).

A new app adds its functions here; what each list expects stands above it.
"""

OBJECTEN = [
    "signalen.objecten.OBJECTEN",
    "overleggen.objecten.OBJECTEN",
    "adviezen.objecten.OBJECTEN",
    "wijkagenda.objecten.OBJECTEN",
    "participatie.objecten.OBJECTEN",
    "budgetten.objecten.OBJECTEN",
    "prestaties.objecten.OBJECTEN",
    "gebiedscyclus.objecten.OBJECTEN",
    "verantwoording.objecten.OBJECTEN",
    "wijkwerk.afspraken.objecten.OBJECTEN",
    "wijkwerk.wijken.objecten.OBJECTEN",
    "wijkwerk.gebruikers.objecten.OBJECTEN",
    "wijkwerk.publicatie.objecten.OBJECTEN",
]
RECHTEN = "wijkwerk.gebruikers.rechten.ALLE_RECHTEN"
# Functions (gebruiker) -> iterable of Taak: what waits for me today, and what comes soon.
WERKVOORRAAD = [
    "wijkwerk.afspraken.service.werkvoorraad",
    "signalen.service.werkvoorraad",
    "signalen.postvak.vandaag.werkvoorraad",
    "signalen.vandaag_initiatieven.werkvoorraad",
    "overleggen.service.werkvoorraad",
    "adviezen.service.werkvoorraad",
    "wijkagenda.service.werkvoorraad",
    "participatie.service.werkvoorraad",
    "budgetten.service.werkvoorraad",
    "prestaties.service.werkvoorraad",
    "gebiedscyclus.service.werkvoorraad",
    "verantwoording.service.werkvoorraad",
]
# Functions (dag) -> iterable of Herinnering: what falls due.
HERINNERINGEN = [
    "wijkwerk.afspraken.service.herinneringen",
    "signalen.service.herinneringen",
    "signalen.postvak.vandaag.herinneringen",
    "signalen.vandaag_initiatieven.herinneringen",
    "overleggen.service.herinneringen",
    "adviezen.service.herinneringen",
    "wijkagenda.service.herinneringen",
    "budgetten.service.herinneringen",
    "prestaties.service.herinneringen",
    "participatie.service.herinneringen",
    "gebiedscyclus.service.herinneringen",
    "verantwoording.service.herinneringen",
]
# Functions (gebruiker) -> iterable of MenuPunt.
MENU = [
    "signalen.service.menu",
    "signalen.initiatiefdeur.menu",
    "overleggen.service.menu",
    "adviezen.service.menu",
    "wijkagenda.service.menu",
    "participatie.service.menu",
    "budgetten.service.menu",
    "prestaties.service.menu",
    "gebiedscyclus.service.menu",
    "verantwoording.service.menu",
    "wijkwerk.afspraken.service.menu",
    "wijkwerk.cijfers.service.menu",
    "wijkwerk.publicatie.service.menu",
    "wijkwerk.cijfers.invoeren.menu",
    "wijkwerk.huis.service.menu",
]
# Functions () -> set of (tabel, sleutel) that rows use, so that a profile cannot drop them.
SLEUTELS_IN_GEBRUIK = [
    "wijkwerk.wijken.service.sleutels_in_gebruik",
    "wijkwerk.gebruikers.service.sleutels_in_gebruik",
    "signalen.service.sleutels_in_gebruik",
    "overleggen.service.sleutels_in_gebruik",
    "adviezen.service.sleutels_in_gebruik",
    "wijkagenda.service.sleutels_in_gebruik",
    "participatie.service.sleutels_in_gebruik",
    "budgetten.service.sleutels_in_gebruik",
    "prestaties.service.sleutels_in_gebruik",
    "gebiedscyclus.service.sleutels_in_gebruik",
    "verantwoording.service.sleutels_in_gebruik",
]
# Functions () that remove what is past its term of the profile (`bewaren`).
OPRUIMEN = [
    "signalen.service.ruim_op",
    "signalen.acties.mailconcept.ruim_mail_op",
    "overleggen.service.ruim_inbreng_op",
    "budgetten.service.ruim_op",
    "participatie.service.ruim_op",
    "wijkwerk.publicatie.service.ruim_volgers_op",
    "wijkwerk.publicatie.service.ruim_bestanden_op",
    "wijkwerk.berichten.service.ruim_op",
    "wijkwerk.logboek.service.verwijder_oude_maanden",
]
# What an e-mail address asked for without an account: functions (e_mail=, door=) -> words, and the same that forget it.
ADRES_ZOEKEN = ["wijkwerk.publicatie.service.zoek_volger", "participatie.service.zoek_meedenker"]
ADRES_WISSEN = ["wijkwerk.publicatie.service.wis_volger", "participatie.service.wis_meedenker"]
# Functions (vorm, plek) -> state of the latest one of that form, or None.
STANDEN = ["overleggen.service.stand_van_vorm", "wijkagenda.service.stand_van_vorm"]
# Functions (sleutels, sinds) -> ids of the areas that have one of these roles, meetings or plans (`dekking` of the profile).
GEDEKT = [
    "wijkwerk.gebruikers.service.gedekt",
    "signalen.service.gedekt",
    "overleggen.service.gedekt",
    "wijkagenda.service.gedekt",
]
# Steps of a holder that the source of an afspraak takes in its own way: soort -> function (stap, afspraak=, door=, **gegevens) -> taken.
AFSPRAAKSTAPPEN = {
    "dossier": "signalen.service.neem_stap_van_dossier",
    "signaal": "signalen.service.neem_stap_van_deel",
}
# Whose holders answer by the link in their mail, without login: soort -> function (afspraak, wie or None) -> where it comes
# from in words for this reader ("" for nothing), or None when there is no link.
MAILSTAPPEN = {
    "overleg": "overleggen.service.mailstap_herkomst",
    "plan": "wijkagenda.service.mailstap_herkomst",
    "signaal": "signalen.service.mailstap_herkomst",
}
# Links in mails from before MAILSTAPPEN: how they were signed -> function (what was signed) -> pk of the afspraak.
OUDE_MAILSTAPPEN = {"signalen.mailstap": "signalen.service.afspraak_van_oude_link"}
# Who reads the afspraken of a source that is shielded or closed: soort -> function (gebruiker) -> Q on Afspraak.
AFSPRAAKKRINGEN = {
    "dossier": "signalen.service.afspraakkring_dossier",
    "initiatief": "signalen.initiatiefdeur.afspraakkring_initiatief",
    "overleg": "overleggen.service.afspraakkring",
    "project": "signalen.initiatiefdeur.afspraakkring_project",
    "signaal": "signalen.service.afspraakkring",
}
# Functions () -> iterable of wijkwerk.meting.Meting: what each app counts of its own register, per area and year.
METINGEN = [
    "signalen.maten.metingen",
    "wijkwerk.afspraken.maten.metingen",
    "overleggen.maten.metingen",
    "budgetten.maten.metingen",
    "prestaties.maten.metingen",
]
# What can be found behind a generic reference (soort, pk): soort -> function (pk, gebruiker) -> Verwijzing | None.
VERWIJZINGEN = {
    "actielijst": "wijkwerk.huis.invoer.service.verwijzing",
    "adviesonderwerp": "adviezen.service.verwijzing",
    "afspraak": "wijkwerk.afspraken.service.verwijzing",
    "agendapunt": "overleggen.service.verwijzing_agendapunt",
    "budgetaanvraag": "budgetten.service.verwijzing",
    "dossier": "signalen.verwijzingen.verwijzing_dossier",
    "initiatief": "signalen.initiatiefdeur.verwijzing_initiatief",
    "project": "signalen.initiatiefdeur.verwijzing_project",
    "notitie": "signalen.verwijzingen.verwijzing_notitie",
    "signaal": "signalen.verwijzingen.verwijzing",
    "overleg": "overleggen.service.verwijzing",
    "prestatieafspraak": "prestaties.service.verwijzing",
    "plan": "wijkagenda.service.verwijzing",
    "planitem": "wijkagenda.service.verwijzing_item",
    "ronde": "gebiedscyclus.service.verwijzing",
    "stap": "gebiedscyclus.service.verwijzing_stap",
    "verbeterpunt": "verantwoording.service.verwijzing_punt",
}
# The same of many at once, for lists: soort -> function (pks, gebruiker) -> {pk: Verwijzing}.
VERWIJZINGEN_SAMEN = {"planitem": "wijkagenda.service.verwijzingen_item"}
# The parts that a report can have: the word of the profile -> function (Vraag) -> list of Telling. Without one people write it.
RAPPORTAGE_ONDERDELEN = {
    "afspraken nagekomen": "wijkwerk.afspraken.rapportage.nagekomen",
    "bevindingen": "",
    "budgetten": "budgetten.rapportage.budgetten",
    "buurten zonder contact": "gebiedscyclus.rapportage.zonder_contact",
    "doorlooptijd": "signalen.rapportage.doorlooptijd",
    "later beloofd": "signalen.rapportage.later_beloofd",
    "ontbrekende disciplines": "wijkwerk.gebruikers.rapportage.ontbrekende_disciplines",
    "overleggen": "overleggen.rapportage.gehouden",
    "participatietrajecten": "participatie.rapportage.trajecten",
    "plannen": "wijkagenda.rapportage.plannen",
    "prestatieafspraken": "prestaties.rapportage.prestatieafspraken",
    "signalen": "signalen.rapportage.signalen",
    "signalen per buurt en thema": "signalen.rapportage.per_buurt_en_thema",
    "spreekuren": "signalen.rapportage.spreekuren",
    "subsidie en inzet per buurt": "prestaties.rapportage.subsidie_en_inzet",
    "tekst per gebied": "",
    "verbeterpunten": "verantwoording.rapportage.verbeterpunten",
    "vervolgstappen": "",
    "voortgang per actie": "",
    "zelforganisatie": "signalen.rapportage.zelforganisatie",
}
# Functions (ids of gebieden) -> (names, texts) that may stand in no publication about what lies in or below them.
NIET_PUBLICEREN = [
    "wijkagenda.geheim.niet_publiceren",
    "adviezen.service.niet_publiceren",
    "budgetten.service.niet_publiceren",
    "prestaties.service.niet_publiceren",
    "participatie.service.niet_publiceren",
    "signalen.geheim.niet_publiceren_inschatting",
]
# Functions (plan) -> Klachten: what other apps want before a plan is put forward or established.
PLAN_KLACHTEN = ["participatie.service.klachten_bij_plan"]
# Functions (plan, meeting or poll) that follow its new state, in the same transaction; they never wait for a lock.
STAND_VERANDERD = ["gebiedscyclus.service.volg_drager"]
# Functions (door=, gebieden=keys) that hear that somebody entered figures of these areas, in the same transaction.
CIJFERS_INGEVOERD = ["wijkagenda.service.cijfers_ingevoerd"]
# Functions (project) -> Klachten: what other apps want before a project starts.
PROJECT_KLACHTEN = ["participatie.service.klachten_bij_project"]
# Functions (pk of a dossier) -> texts: what keeps it open.
DOSSIER_HOUDT_OPEN = ["adviezen.service.houdt_dossier_open"]
# Who has no account: kind of addressee -> function (pk) -> address or None, asked when the mail leaves.
ADRESSEN = {
    "melder": "signalen.service.adres_van_melder",
    "partij": "wijkwerk.wijken.service.adres_van_partij",
    "meldsysteem": "signalen.meldsysteem.post.adres",
    "volger": "wijkwerk.publicatie.service.adres_van_volger",
    "meedenker": "participatie.service.adres_van_meedenker",
}
# The words of a mail about a kind of thing: function (ding, soort, context) -> variables; not asked when it is shielded.
BERICHTVELDEN = {
    "inbreng": "overleggen.service.berichtvelden_van_inbreng",
    "meedenker": "participatie.service.berichtvelden_van_meedenker",
    "overdracht": "signalen.meldsysteem.post.berichtvelden",
    "overleg": "overleggen.service.berichtvelden",
    "signaal": "signalen.service.berichtvelden",
    "spreekuur": "signalen.service.berichtvelden_van_spreekuur",
    "volger": "wijkwerk.publicatie.service.berichtvelden_van_volger",
}
# Files that go along with a mail about a kind of thing: function (ding, soort) -> list of Bijlage; not asked when it is shielded.
BIJLAGEN = {
    "overleg": "overleggen.service.bijlagen",
    "spreekuur": "signalen.service.bijlagen_van_spreekuur",
}
# A page in a mail that asks no login: kind of thing -> function (ding, ontvanger or None) -> Verwijzing | None.
LINKS_ZONDER_ACCOUNT = {
    "afspraak": "wijkwerk.afspraken.service.link_voor_houder",
    "inbreng": "overleggen.service.link_voor_inbrenger",
    "meedenker": "participatie.service.link_voor_meedenker",
    "signaal": "signalen.service.link_voor_melder",
    "volger": "wijkwerk.publicatie.service.link_voor_volger",
}
# The same for one kind of message, whatever it is about: function (bericht, ding) -> Verwijzing | None.
LINKS_VAN_BERICHT = {
    "jaaroverzicht-verstuurd": "participatie.service.link_naar_overzicht",
    "overleg-uitnodiging": "overleggen.service.link_voor_genodigde",
    "volgbericht": "wijkwerk.publicatie.service.link_naar_nieuws",
}
# A kind of message with templates or headers of its own: function (bericht, ding) -> Mailvorm.
MAILVORMEN = {"volgbericht": "wijkwerk.publicatie.service.vorm_van_nieuws"}
