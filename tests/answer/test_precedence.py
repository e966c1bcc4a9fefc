"""Whose document answers: the payer's named, never another's; editions, age and tier; what is said of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.compose import compose
from assistant.answer.precedence import admitted, gives_way, outranks, payer_first, payer_note
from assistant.answer.whose import of_house, of_payer, speaks_for
from assistant.protocols import Hit
from assistant.reference.payers import read_payers
from assistant.schema import Citation, Evidence, Fact, Passage, Question, Tier

PAYERS = read_payers(Path(__file__).parents[2] / "knowledge" / "tables" / "payers.csv")
TODAY = date(2026, 11, 23)
_PUBLISHERS = {"acme-health": "Acme Health Plan", "aetna": "Aetna", "humana": "Humana"}


def asks(text, **more):
    """A question that names the payers of its text."""
    named = {one.id: PAYERS.named(one.id, text[one.start : one.end].lower()) for one in PAYERS.mentions(text)}
    return Question(text, TODAY, payers=tuple(named.values()), search=text, **more)


def own(payer, text="Therapy needs authorization after the tenth visit.", score=0.3, publisher="", **more):
    """A passage of a payer's document."""
    line = tuple(PAYERS.line(payer)) if payer else ()
    cited = (Citation(f"own-{payer}", "Therapy policy", "p. 1", publisher=publisher),)
    return Passage(f"own-{payer}#rule", text, ("Therapy policy", "Rule"), cited, kind="own", payers=line, plans=(payer,) if payer else (), score=score, **more)


GENERAL = Passage("auth#plans", "Plans differ on authorization.", ("Authorization", "Which plans ask for it?"), (Citation("x", "X", "1"),), score=0.9, listed=True)


@pytest.mark.parametrize(
    ("asked", "payer", "may"),
    [
        ("Highmark: is authorization needed?", "highmark", True),
        ("Highmark: is authorization needed?", "aetna", False),
        ("Highmark: is authorization needed?", "bcbs", True),
        ("BCBS: is authorization needed?", "highmark", True),
        ("Ohio Medicaid: is authorization needed?", "medicaid-tx", False),
        ("Ohio Medicaid: is authorization needed?", "medicaid", True),
        ("Buckeye Health Plan: is authorization needed?", "medicaid-oh", True),
        ("Medicaid: is authorization needed?", "medicaid-tx", True),
        ("Medicare: is authorization needed?", "aetna", False),
        ("Humana Medicare Advantage authorization?", "humana", True),
        ("Aetna authorization?", "acme-health", False),
        ("Is authorization needed at Acme?", "acme-health", True),
        ("Is authorization needed?", "aetna", True),
        ("Aetna authorization?", "", True),
        ("Molina of Ohio: is authorization needed?", "medicaid-oh", True),
        ("Molina of Ohio: is authorization needed?", "buckeye", False),
        ("Ohio Medicaid: is authorization needed?", "buckeye", True),
        ("Aetna Better Health of Ohio: authorization?", "aetna", False),
        ("Humana Military: is authorization needed?", "humana", False),
        ("Humana or Humana Military: is authorization needed?", "humana", True),
        ("VA: is authorization needed?", "triwest", True),
        ("Optum VA community care: authorization?", "triwest", False),
    ],
)
def test_a_document_answers_for_its_own_payer_only(asked, payer, may):
    """Its plan, what the plan belongs to, or a class that holds it; never a neighbour, whatever the tier."""
    assert speaks_for(own(payer, publisher=_PUBLISHERS.get(payer, "")), asks(asked)) is may


def test_guidance_speaks_for_everyone():
    """Only an organisation's documents are held to their payer."""
    assert speaks_for(GENERAL, asks("Highmark authorization?"))


def test_a_payer_that_stands_in_no_table_is_known_by_its_publisher():
    """Others' plans go when one document's publisher is named."""
    acme, beta = own("acme-health", publisher="Acme Health Plan"), own("beta-health", publisher="Beta Health Plan")
    kept = admitted([Hit(beta), Hit(acme), Hit(GENERAL)], asks("Is authorization needed at Acme?"))
    assert [hit.passage.id for hit in kept] == [acme.id, GENERAL.id]


def test_the_payers_own_document_leads_before_a_likelier_page():
    """The document of the plan named leads, however the general page is worded."""
    question = asks("Highmark: is authorization needed?", payer="commercial")
    draft = compose(question, Evidence((), (GENERAL, own("highmark"))))
    assert draft.claims[0].evidence_ids == ("P2",)


def test_a_plans_own_rule_beats_a_tool_for_that_plan():
    """97140 with 97530 at Acme: Acme's policy leads; a document that names neither code does not."""
    fact = Fact("edits", "97140 and 97530 are an edit.", score=0.9, acts=("edits.pair",), citations=GENERAL.citations)
    rule = own("acme-health", "Acme pays 97140 with 97530 at half.", publisher="Acme Health Plan")
    question = Question("97140 with 97530 at Acme?", TODAY, codes=("97140", "97530"))
    records = {"F1": fact, "P1": rule}
    assert payer_first((("F1", 0.9), ("P1", 0.3)), records, question)[0][0] == "P1"
    records["P1"] = own("acme-health", "Acme pays copies.", publisher="Acme Health Plan")
    assert payer_first((("F1", 0.9), ("P1", 0.3)), records, question)[0][0] == "F1"


def test_a_rule_that_says_the_code_in_words_leads():
    """97110 at Acme: its rule on therapeutic exercise, which names no code, where the judge finds it likely."""
    question = asks("Acme limit of exercise units, 97110?", codes=("97110",))
    rule = own("acme-health", "Acme pays five units of exercise.", publisher="Acme Health Plan")
    assert payer_first((("P1", 0.9), ("P2", 0.6)), {"P1": GENERAL, "P2": rule}, question)[0][0] == "P2"
    other = own("acme-health", "Acme pays five units of exercise, 97112.", publisher="Acme Health Plan")
    assert payer_first((("P1", 0.9), ("P2", 0.6)), {"P1": GENERAL, "P2": other}, question)[0][0] == "P1"


def test_a_rule_without_the_modifier_asked_about_does_not_lead():
    """KX and authorization at Humana: a page that answers it leads before the plan's page that knows no KX."""
    question = asks("Highmark: does KX cover the authorization?", modifiers=("KX",))
    records = {"P1": GENERAL, "P2": own("highmark"), "P3": own("highmark", "KX does not replace authorization.")}
    assert payer_first((("P1", 0.9), ("P2", 0.5)), records, question)[0][0] == "P1"
    assert payer_first((("P1", 0.9), ("P3", 0.5)), records, question)[0][0] == "P3"


def test_a_faint_rule_of_the_plan_leads_before_medicares_where_it_has_the_words():
    """How long for a claim to Highmark: its own "claims must reach Highmark", though the judge finds Medicare's page nearer."""
    medicares = replace(GENERAL, payers=("medicare",), tier=Tier.PRIMARY)
    question = asks("Highmark: how long for a claim?")
    records = {"P1": medicares, "P2": own("highmark", "Claims arrive within 365 days."), "P3": own("highmark", "Evaluations are paid.")}
    assert payer_first((("P1", 0.9), ("P2", 0.15)), records, question)[0][0] == "P2"
    assert payer_first((("P1", 0.9), ("P3", 0.15)), records, question)[0][0] == "P1"


def test_a_count_of_minutes_stays_with_the_plans_cap_beside_it():
    """The tool counts; what the plan's document says on units stands beside, as the plan's own."""
    fact = Fact("units", "33 minutes are 2 units.", {"units": {"97110": 2}}, score=0.9, acts=("units.count",), citations=GENERAL.citations)
    cap = own("highmark", "Highmark pays at most four units of 97110 a day.", publisher="Highmark Blue Shield")
    draft = compose(asks("Highmark: 33 minutes of 97110, units?", codes=("97110",)), Evidence((fact,), (cap,)))
    assert draft.claims[0].evidence_ids == ("F1",)
    assert any("Highmark Blue Shield's own counts for its patients" in claim.text for claim in draft.claims)


def test_medicares_rule_is_called_so_before_it_is_told_of_another_payer():
    """A patient of Aetna is not told Medicare's No as Aetna's."""
    rule = replace(GENERAL, payers=("medicare",), text="No: Medicare does not pay it.")
    draft = compose(asks("Aetna: may we treat beside home health?"), Evidence((), (replace(rule, score=0.9),)))
    assert draft.claims[0].text.startswith("Nothing of Aetna that answers this is held here; Medicare's rule: ")
    assert any(claim.text == "Check it against that payer's own rules." for claim in draft.claims)


def test_it_says_that_nothing_of_the_payer_is_held():
    """Named payer, general page: told so; a payer's rule for a question that names none: told whose."""
    assert payer_note(asks("Highmark: is authorization needed?"), GENERAL, Evidence()).startswith("Nothing of Highmark that answers this is held here: this is the general rule.")
    reported = replace(GENERAL, text="Highmark is reported to ask for authorization.")
    assert payer_note(asks("Highmark: is authorization needed?"), reported, Evidence()).startswith("No more of Highmark that answers this is held here.")
    assert payer_note(asks("Aetna: is authorization needed?"), reported, Evidence()).startswith("Nothing of Aetna ")
    assert "Medicare's rule" in payer_note(asks("Highmark?"), Fact("edits", "x"), Evidence())
    assert payer_note(asks("Is authorization needed?"), own("aetna", publisher="Aetna"), Evidence()) == "This is the rule of Aetna; another payer may have its own."
    assert payer_note(asks("Aetna: is authorization needed?"), own("aetna"), Evidence()) == ""
    assert payer_note(asks("Molina of Ohio: authorization?"), own("medicaid-oh", publisher="ODM"), Evidence()) == "This is the rule of ODM; Molina may have its own."
    assert payer_note(asks("Ohio Medicaid: authorization?"), own("buckeye", publisher="Buckeye"), Evidence()) == "This is the rule of Buckeye; another payer may have its own."
    assert payer_note(asks("Humana Gold Plus: authorization?"), own("humana", publisher="Humana"), Evidence()) == "This is the rule of Humana; Humana Medicare Advantage may have its own."
    assert payer_note(asks("Is authorization needed at Acme?"), own("acme-health", publisher="Acme Health Plan"), Evidence()) == ""
    assert payer_note(asks("Medicare: is authorization needed?"), GENERAL, Evidence()) == ""


def test_an_old_manual_and_anothers_rule_do_not_outrank_a_primary_source():
    """A document of 1999 yields, and a plan's where no plan was named; the named plan's own does not."""
    asked = asks("Is there a cap on therapy?")
    assert not outranks(own("", tier=Tier.PRIMARY, in_force_from=date(1999, 1, 1)), asked)
    assert outranks(own("", tier=Tier.PRIMARY, in_force_from=date(2026, 1, 1)), asked)
    assert not outranks(own("aetna", tier=Tier.PRIMARY), asked)
    assert outranks(own("aetna", tier=Tier.SECONDARY, in_force_from=date(2015, 1, 1)), asks("Aetna cap?"))
    assert of_payer(own("humana"), asks("Humana Gold Plus cap?"))


@pytest.mark.parametrize(
    ("asked", "payer", "score", "yields"),
    [
        ("Is kinesio taping billable?", "aetna", 0.9, True),
        ("Medicaid unit limits?", "medicaid-tx", 0.9, True),
        ("Texas Medicaid unit limits?", "medicaid-tx", 0.9, False),
        ("Aetna: is kinesio taping billable?", "aetna", 0.9, False),
        ("Is kinesio taping billable?", "aetna", 0.2, False),
    ],
)
def test_one_payers_rule_yields_where_it_was_not_named(asked, payer, score, yields):
    """A question without payer, or of a class, is answered in general where anything shipped answers it."""
    general = replace(GENERAL, score=score)
    passage = own(payer, score=0.95)
    assert gives_way(passage, asks(asked), Evidence((), (general, passage))) is yields


def test_a_houses_paper_yields_to_what_lists_the_question():
    """A primary source that lists nearly these words leads; where the house's own is asked for, the house's."""
    general, passage = replace(GENERAL, score=0.95), own("", score=0.99, tier=Tier.PRIMARY)
    evidence = Evidence((), (general, passage))
    assert gives_way(passage, asks("By when is the plan of care signed?"), evidence)
    assert not gives_way(passage, asks("By when is the plan of care signed at our clinic?"), evidence)
    assert not gives_way(passage, asks("By when is the plan of care signed?"), Evidence((), (replace(general, listed=False), passage)))
    assert of_house(own("", publisher="Lakeside Rehab"), asks("When are notes signed at Lakeside Rehab?"))
    assert not of_house(own("aetna", publisher="Aetna"), asks("What does our clinic do?"))


@pytest.mark.parametrize("asked", ["why would 97116 be denied", "97530 keeps getting denied, what could be the reason", "97110 x2 denied, why"])
def test_a_page_headed_with_another_code_never_leads(asked, assistant):
    """Why 97112 is denied is no answer on another code."""
    assert not any("97112 is denied mostly" in claim.text for claim in assistant.ask(asked).claims if claim.role == "lead")


@pytest.mark.parametrize(("asked", "said"), [("why does 97112 get denied", "97112 is denied mostly"), ("CO4 on a 97110 medicare line, what's wrong with it", "CO-4 says"), ("remit shows CO-97 on 97010, medicare", "CO-97 means")])
def test_a_page_of_the_code_or_of_the_denial_leads(asked, said, assistant):
    """A denial code in a heading is no procedure code of another line."""
    assert assistant.ask(asked).claims[0].text.startswith(said)


@pytest.mark.parametrize("asked", ["does 97150 need a modifier", "modifier on 97035?", "what modifier for gait training", "modifier for manual by the PTA"])
def test_which_modifiers_a_line_carries_is_told_before_its_edits(asked, assistant):
    """One code and nothing else asked: GP, GO or GN, and the assistant's."""
    lead = assistant.ask(asked, as_of=TODAY).claims[0].text
    assert "GP" in lead
    assert ("CQ" in lead) == ("PTA" in asked)


@pytest.mark.parametrize("asked", ["may I use 97140 in place of 97124", "swap 97116 for 97530, allowed?", "can we report 97110 as 97112"])
def test_one_code_in_anothers_place_is_no_question_of_edits(asked, assistant):
    """What each code is, not whether both go on one day."""
    assert "on one day, and neither needs" not in assistant.ask(asked, as_of=TODAY).claims[0].text


@pytest.mark.parametrize(("asked", "said"), [("97110 59 min", "Bill 4 units"), ("97161 25 min", "Bill 1 unit of 97161"), ("97112 22 min Medicare", "Bill 1 unit")])
def test_a_bare_day_is_counted(asked, said, assistant):
    """59 and 25 minutes are no modifiers."""
    assert assistant.ask(asked, as_of=TODAY).claims[0].text.startswith(said)
