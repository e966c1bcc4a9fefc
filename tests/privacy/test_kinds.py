"""What passed an attacker's look: initials, bare figures, pasted records, addresses without capitals; each kind stopped and nothing of it left, its look-alikes answered."""

import re

import pytest

from assistant.answer.understand.wording import normalise
from assistant.privacy.details import scrub
from assistant.privacy.wrappings import read
from tests.pace import cpu, least
from tests.privacy import shapes
from tests.privacy.kinds_look import LOOK
from tests.privacy.kinds_tell import TELL
from tests.privacy.tenth import TENTH


def test_every_kind_falls_on_the_right_side():
    """At least 600 texts of every kind and 600 look-alikes from parts: 97 % stopped and nothing of them left, 1 % stopped wrongly."""
    tell, look = list(shapes.drawn(TENTH, TENTH.tell, 8, "tell")), list(shapes.drawn(TENTH, TENTH.look, 8, "look"))
    assert min(len(tell), len(look)) >= 600
    cleaned = [(text, *scrub(normalise(text)), planted) for _, text, planted in tell]
    missed = [text for text, _, found, _ in cleaned if not found]
    wrong = [text for _, text, _ in look if scrub(normalise(text))[1]]
    left = [clean for _, clean, found, planted in cleaned if found and any(normalise(piece) in clean for piece in planted)]
    assert len(missed) <= 0.03 * len(tell), missed
    assert len(wrong) <= 0.01 * len(look), wrong
    assert len(left) <= 0.01 * len(tell), left


def test_each_kind_is_stopped():
    """97 % and more of what was written by hand, in other wordings than the attacker's."""
    missed = [text for text in TELL if not scrub(normalise(text))[1]]
    assert len(missed) <= 0.03 * len(TELL), missed


def test_what_only_looks_so_is_answered():
    """At most 1 %."""
    wrong = [(text, scrub(normalise(text))[0]) for text in LOOK if scrub(normalise(text))[1]]
    assert len(wrong) <= 0.01 * len(LOOK), wrong


@pytest.mark.parametrize("key", ["patient", "patient_name", "lastName", "member name", "client"])
@pytest.mark.parametrize("shape", ['{{"{}": "{}"}}', "{}={}", "<{0}>{1}</{0}>", "{}: {}", '{} = "{}"', "{}|{}|97110"])
@pytest.mark.parametrize(("name", "person"), [("Wanjiru", True), ("Zsofia", True), ("Medicare", False), ("established", False), ("Outpatient", False)])
def test_a_value_behind_a_key(key, shape, name, person):
    """A record of a program, in six ways to write one: whose value is nobody's word, that is a name."""
    clean, found = scrub(normalise(shape.format(key, name)))
    assert (found, name in clean) == (person, not person)


def test_ordinary_words_are_no_base64():
    """"Lincoln" and "billed" have the letters of base64 and its length; what they would say is nothing."""
    for text in ("Lincoln hospital billed", "my biller", "BILLED twice"):
        assert read(text).text == text
    assert read("Sm9obiBTbWl0aA==").text == "John Smith"


def test_a_stopped_birth_date_leaves_no_part():
    """Year and day in either order go together."""
    for text in ("born in 1934 on jan 2, is he 90", "born on the 4th day of July in the year fifty-two", "born jan 2 in 1934", "dob 04JUL1952"):
        assert not re.search(r"(?i)jan|jul|19\d\d|fifty|two\b", scrub(text)[0])


@pytest.mark.parametrize(
    "piece",
    ["12 main st ", "1 a ", "9 elm ave, ", "+44 20 ", "+44 ", "policy 7-A-", "chart 77412 ", "Aetna W1", "aetna ", "born in the day of ", "in the year ", "patient K. ", "k. a ", 'patient="', '{"patient":', "<patient>", "NM1*IL*1*A", "NM1*", "CLM*1*", "bob_s at ", "a_b@yahoo", "Doe, J. ", "baby boy ", "patient (Xq", "617555", "555-0199 ", "04JUL", "patient zubair="],
)
def test_no_text_is_slow(piece):
    """4,000 characters of one piece within 0.15 s."""
    assert least(lambda _: cpu(lambda: scrub((piece * 4000)[:4000])), 0.15) <= 0.15
