"""Terms that the product assumes where a profile names none (docs/beheer.md)."""

# Weeks in which an advice is answered (as Awb 4:13 has for decisions).
ADVIES_ANTWOORD_WEKEN = 8
# Days before the advice (or the decision) on which information for it is still in time.
INFORMATIE_VOORAF_DAGEN = 14
# Weeks in which a request for money is decided on (Awb 4:13), and in which it is accounted for after it was carried out (Awb 4:44).
BUDGET_BESLUIT_WEKEN = 8
BUDGET_VERANTWOORD_WEKEN = 13
# Prestatieafspraken: every how many months delivery is checked, within how
# many weeks after such a period, how many working days the organisation has to react to a judgment, how many weeks before
# the end the next year is on the list, and below which percentage of what should be there by now it stands out.
PRESTATIE_CONTROLE_MAANDEN = 3
PRESTATIE_CONTROLE_WEKEN = 4
PRESTATIE_REACTIE_WERKDAGEN = 10
PRESTATIE_VERLENG_WEKEN = 8
PRESTATIE_DREMPEL = 80
