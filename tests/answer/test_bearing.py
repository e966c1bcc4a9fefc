"""What an organisation's passage bears on by its form, and what the rows of a sheet answer."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.bearing import HEADED, RULED, headed, least, rules_on, sheet_leads
from assistant.answer.extract import extract, told
from assistant.answer.precedence import faint, gives_way, payer_first
from assistant.answer.tabular import lookup
from assistant.answer.understand import understand
from assistant.answer.whose import of_house
from assistant.library.places import shares_of
from assistant.schema import Evidence, Tier
from tests.answer.test_precedence import GENERAL, PAYERS, TODAY, asks, own

RATES = "CPT: 97110; Description: exercise; Regence: $29.40; Medica PPO: $27.80\nCPT: 97140; Description: manual; Regence: $26.55; Medica PPO: $25.20"
GRID = "Payer: Regence; Authorization: no; Portal: Availity\nPayer: Kentucky Medicaid; Authorization: yes, from visit 21; Portal: KYHealthNet\nPayer: Medica; Authorization: none; Portal: Availity"


@pytest.mark.parametrize(
    ("asked", "sheet", "cells"),
    [
        ("our Medica rate for 97140?", RATES, "CPT: 97140; Medica PPO: $25.20"),
        ("who pays least for 97110 on our sheet", RATES, "CPT: 97110; Medica PPO: $27.80"),
        ("Oscar rate for 97140 on our sheet", RATES, ""),
        ("Medicaid rate for 97140", RATES, ""),
        ("97530 at Regence", RATES, ""),
        ("which payers need authorization in our grid", GRID, "Authorization: Kentucky Medicaid: yes, from visit 21"),
        ("which of our payers use Availity", GRID, "Portal Availity: Regence; Medica"),
        ("does Regence need auth", GRID, "Payer: Regence; Authorization: no"),
        ("Ohio Medicaid portal", GRID, ""),
        ("when is authorization needed?", GRID, ""),
    ],
)
def test_cells_are_found_by_row_and_column(asked, sheet, cells):
    """A code or a name finds the row, a header the column; never a neighbour's cell; a column without its "no"."""
    assert lookup(asked, sheet) == cells


def test_a_houses_sheet_leads_where_it_was_asked_for():
    """Its cell before the limit on rates; not where neither the house nor a payer's rate was asked for."""
    sheet = own("", RATES, publisher="Harbor Rehab")
    assert sheet_leads(sheet, asks("Regence rate for 97140"))
    assert sheet_leads(sheet, asks("who pays best for 97110 on our rate sheet"))
    assert not sheet_leads(sheet, asks("who pays best for 97110"))
    limit = replace(GENERAL, id="limit#fees", kind="limit", score=0.9)
    records = {"P1": limit, "P2": replace(sheet, score=0.3)}
    assert payer_first((("P1", 0.9), ("P2", 0.3)), records, asks("Regence rate for 97140", codes=("97140",)))[0][0] == "P2"


def test_a_rule_that_names_what_was_asked_bears_on_it():
    """Both codes in one row, or one code and another word asked; a heading, cut short or whole."""
    row = own("regence", "Code: 97760; Not paid with: 97763 on the same day")
    assert rules_on(row, asks("Regence: 97760 and 97763 same day?", codes=("97760", "97763")))
    assert not rules_on(row, asks("Regence: 97760 and 97110 same day?", codes=("97760", "97110")))
    rule = own("regence", "97014 is rejected. Use G0283.")
    assert rules_on(rule, asks("Regence rejected 97014", codes=("97014",)))
    assert not rules_on(rule, asks("Regence 97014 minutes", codes=("97014",)))
    headline = replace(own("regence"), heading=("Policy", "Precertification"))
    assert headed(headline, asks("Regence precert for PT"))
    assert not headed(headline, asks("Regence PT limit"))
    assert (least(row, asks("Regence: 97760 and 97763", codes=("97760", "97763"))), least(headline, asks("Regence precert"))) == (RULED, HEADED)
    assert least(headline, asks("Aetna precert")) == 0.0


def test_a_limit_or_medicares_rule_gives_way_to_the_plans_own():
    """From a smaller likelihood on than a section that reports what plans do; Medicare's plans keep Medicare's rule."""
    rule = own("regence", score=0.2)
    asked = asks("what does Regence pay for a PTA's work")
    for lead, first in ((replace(GENERAL, kind="limit"), "P2"), (replace(GENERAL, payers=("medicare",)), "P2"), (GENERAL, "P1")):
        assert payer_first((("P1", 0.9), ("P2", 0.2)), {"P1": lead, "P2": rule}, asked)[0][0] == first
    assert faint(replace(rule, score=0.05))
    assert not faint(replace(rule, score=0.2))


def test_a_houses_slide_yields_to_what_is_shipped_unless_it_was_asked_for():
    """Nobody asked for the house's own: what is shipped and likely leads; a tool's fact leads before an old manual."""
    slide = own("", "Notes are signed within 48 hours.", score=0.99, tier=Tier.SECONDARY)
    likely = replace(GENERAL, score=0.6, listed=False)
    assert gives_way(slide, asks("When are notes signed?"), Evidence((), (likely, slide)))
    assert not gives_way(slide, asks("When are notes signed at our clinic?"), Evidence((), (likely, slide)))
    assert not gives_way(slide, asks("When are notes signed?"), Evidence((), (replace(likely, score=0.2), slide)))


def test_a_house_is_named_by_what_is_its_own_of_its_name():
    """"St. Mary" names St. Mary Medical Center; "the medical center" names none."""
    policy = own("", "Walkers are lent against form RB-L.", publisher="St. Mary Medical Center")
    assert of_house(policy, asks("St. Mary walker loan form"))
    assert not of_house(policy, asks("walker form of a medical center"))


def test_of_two_short_sentences_both_are_told_and_the_payers_name_chooses_none():
    """The figure asked for leads, not the sentence that names the payer."""
    passage = own("regence", "Regence asks for records by letter. Records reach the unit within twenty-one days of it.", publisher="Regence BlueShield")
    lead, rest = told("Regence sent a records request, how long do I have", passage)
    assert lead == "“Records reach the unit within twenty-one days of it.”"
    assert rest == ["Regence asks for records by letter."]
    assert extract("filing?", "Claims are filed in a year. With other insurance in six months. Drugs are apart.")[1] == []


def test_a_plans_name_is_no_class(reference):
    """"Medical Mutual" is no Medicaid; "Florida comp" is the state's programme."""
    for text, payer, named in (("Medical Mutual G0283 in our office", "commercial", "medical-mutual"), ("Florida comp: most units a day", "workers_comp", "workers-comp-fl")):
        question = understand(text, today=TODAY, reference=reference)
        assert (question.payer, [one.id for one in question.payers]) == (payer, [named])
    assert PAYERS.find("in comp with 97110") == ()


def test_own_documents_change_no_share_of_what_is_shipped():
    """Shares are measured among shipped sections."""
    points = np.asarray([0.9, 0.5, 0.95], dtype=np.float32)
    alone = shares_of(points[:2], np.asarray([True, True]))
    beside = shares_of(points, np.asarray([True, True, False]))
    assert beside[:2] == pytest.approx(alone, rel=1e-4)
    assert 0 < beside[2] < 1
