"""The payer as the line of what was read shows it: the plan's own name, never "not said" where one is named."""

from datetime import date

import pytest

from assistant.answer.render import answer_json
from assistant.answer.whose import read_payers, speaks_for
from assistant.schema import Citation, NamedPayer, Passage, Question

HIGHMARK = NamedPayer("highmark", "Highmark", ("highmark", "bcbs", "commercial"))
OHIO = NamedPayer("medicaid-oh", "Ohio Medicaid", ("medicaid-oh", "medicaid"))
NEW = NamedPayer("sunrise-health", "Sunrise Health Plan", ("sunrise-health",))
MEDICARE = NamedPayer("medicare", "Medicare", ("medicare",))
ACME = Passage("own-acme#1", "Acme pays.", ("Units",), (Citation("own-acme", "Manual", "Units", publisher="Acme Health Plan"),), kind="own", plans=("acme-health",))


@pytest.mark.parametrize(
    ("payers", "of_class", "shown"),
    [
        ((HIGHMARK,), "commercial", "Highmark (commercial plan)"),
        ((OHIO,), "medicaid", "Ohio Medicaid"),
        ((NEW,), None, "Sunrise Health Plan"),
        ((NEW,), "commercial", "Sunrise Health Plan (commercial plan)"),
        ((HIGHMARK, NEW), "commercial", "Highmark, Sunrise Health Plan (commercial plan)"),
        ((MEDICARE,), "medicare", ""),
        ((HIGHMARK,), "medicare", ""),  # chosen on the page, against what the plan is
        ((), None, ""),
    ],
)
def test_plans_are_shown_by_their_names(payers, of_class, shown):
    """With the class beside it, where the name does not say it."""
    assert read_payers(Question("?", date(2026, 11, 23), payer=of_class, payers=payers), None) == shown


def test_the_payer_of_the_document_that_leads_is_shown_where_it_is_named():
    """By the publisher's name; a document whose payer nobody named leaves the payer unsaid."""
    assert read_payers(Question("Acme: units a day?", date(2026, 11, 23)), ACME) == "Acme Health Plan"
    assert read_payers(Question("Units a day?", date(2026, 11, 23)), ACME) == ""


def test_the_line_of_an_answer_names_the_plan(assistant):
    """As the page and programs are told it; the class stays its value."""
    said = answer_json(assistant.ask("97110 for 30 minutes at Highmark. Units?"))
    assert said["read_as"][0] == {"kind": "payer", "text": "Highmark (commercial plan)", "value": "commercial"}


@pytest.mark.parametrize(
    ("asked", "payer", "speaks"),
    [
        ("Does Premera need authorization?", NamedPayer("premera", "Premera", ("premera", "bcbs", "commercial")), False),
        ("Cigna of another kind: authorization?", NamedPayer("cigna-x", "Cigna X", ("cigna-x", "medicaid"), "cigna of another kind", frozenset({"cigna"})), False),
        ("Does Cigna need authorization?", NamedPayer("cigna", "Cigna", ("cigna", "commercial")), True),
        ("UnitedHealthcare: authorization?", NamedPayer("uhc", "UnitedHealthcare", ("uhc", "commercial")), True),
        ("Do commercial plans need authorization?", NamedPayer("commercial", "commercial plan", ("commercial",)), True),
    ],
)
def test_a_row_of_one_payer_does_not_speak_for_another(asked, payer, speaks):
    """The house's own sheet of payers: none of its rows is the answer for a payer that it does not hold."""
    sheet = Passage("own-sheet#a", "Payer: Cigna; Authorization: no\nPayer: UHC; Authorization: yes", ("Sheet",), (), kind="own")
    assert speaks_for(sheet, Question(asked, date(2026, 11, 23), payers=(payer,))) == speaks
