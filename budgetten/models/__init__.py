"""What there is to spend, what is asked of it, and what is paid for a function."""

from budgetten.models.aanvraag import Budgetaanvraag
from budgetten.models.jaarbudget import Inwonertal, Jaarbudget, Vergoeding

__all__ = ["Budgetaanvraag", "Inwonertal", "Jaarbudget", "Vergoeding"]
