"""Patient details are stopped and taken out whole; what only looks like them is answered. Slow patterns are none."""

import json
from pathlib import Path

import pytest

from assistant.answer.understand.wording import normalise
from assistant.privacy.details import REMOVED, scrub
from tests.pace import cpu, least
from tests.privacy import fresh, handwritten, made, shapes
from tests.privacy.eighth import EIGHTH
from tests.privacy.fifth import FIFTH
from tests.privacy.fourth import FOURTH
from tests.privacy.seventh import SEVENTH
from tests.privacy.sixth import SIXTH

ASKED = Path(__file__).resolve().parents[2] / "eval/asked"
STOPPED, LOOKALIKES = made.stopped(), made.lookalikes()


def test_made_forms_are_stopped():
    """Of at least 500 texts with patient details at least 97 % are stopped; the best kept is the name of what was missed."""
    assert len(STOPPED) >= 500
    missed = [text for text, _ in STOPPED if not scrub(normalise(text))[1]]
    assert len(missed) <= 0.03 * len(STOPPED), missed


def test_lookalikes_are_answered():
    """Of at least 500 texts that only look so at most 1 % are stopped."""
    assert len(LOOKALIKES) >= 500
    wrong = [text for text in LOOKALIKES if scrub(normalise(text))[1]]
    assert len(wrong) <= 0.01 * len(LOOKALIKES), wrong


def test_handwritten_texts_fall_on_the_right_side():
    """The same for texts that follow no template."""
    missed = [text for text in handwritten.TELL if not scrub(normalise(text))[1]]
    wrong = [text for text in handwritten.DO_NOT if scrub(normalise(text))[1]]
    assert len(missed) <= 0.03 * len(handwritten.TELL), missed
    assert len(wrong) <= 0.02 * len(handwritten.DO_NOT), wrong


@pytest.mark.parametrize("name", ["FIRST", "SECOND", "THIRD"])
def test_other_wordings_fall_on_the_right_side(name):
    """Sets kept for measuring, mended on since: 97 % stopped, of look-alikes at most 1 %."""
    one = getattr(fresh, name)
    tell = [text for _, text in fresh.drawn(one, one.tell, 8, f"{name}tell")]
    look = [text for _, text in fresh.drawn(one, one.look, 8, f"{name}look")]
    missed = [text for text in tell if not scrub(normalise(text))[1]]
    wrong = [text for text in look if scrub(normalise(text))[1]]
    assert len(missed) <= 0.03 * len(tell), missed
    assert len(wrong) <= 0.01 * len(look), wrong


@pytest.mark.parametrize("one", [FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH], ids=["fourth", "fifth", "sixth", "seventh", "eighth"])
def test_every_kind_falls_on_the_right_side(one):
    """At least 600 texts of every kind of detail and 600 look-alikes from parts: 97 % stopped and nothing of them left, 1 % stopped wrongly."""
    tell, look = list(shapes.drawn(one, one.tell, 6, "tell")), list(shapes.drawn(one, one.look, 6, "look"))
    assert min(len(tell), len(look)) >= 600
    missed = [text for _, text, _ in tell if not scrub(normalise(text))[1]]
    wrong = [text for _, text, _ in look if scrub(normalise(text))[1]]
    cleaned = [(scrub(normalise(text)), planted) for _, text, planted in tell]
    left = [clean for (clean, found), planted in cleaned if found and any(normalise(piece) in clean for piece in planted)]
    assert len(missed) <= 0.03 * len(tell), missed
    assert len(wrong) <= 0.01 * len(look), wrong
    assert len(left) <= 0.01 * len(tell), left


def test_collected_questions_are_answered():
    """Of the questions collected to learn from, which people wrote without details, one in five hundred at most is stopped; looked at is every eighth."""
    lines = [line for path in sorted(ASKED.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()[::8]]
    texts = [text for text in (json.loads(line).get("q") for line in lines) if text]
    assert len(texts) > 3_000
    stopped = [text for text in texts if scrub(normalise(text))[1]]
    assert len(stopped) <= 0.002 * len(texts), stopped


def test_nothing_of_a_stopped_text_is_left():
    """Every planted piece is gone from what goes on, not only the one that stopped it."""
    left = []
    for text, planted in STOPPED:
        clean, found = scrub(normalise(text))
        if found and any(normalise(piece) in clean for piece in planted):
            left.append((text, clean))
    assert len(left) <= 0.01 * len(STOPPED), left


def test_a_second_look_finds_nothing_more():
    """What was scrubbed once stays as it is when it is scrubbed again: the history of a chat comes back."""
    changed = [clean for clean in (scrub(normalise(text))[0] for text, _ in STOPPED) if scrub(clean)[0].replace(REMOVED, "") != clean.replace(REMOVED, "")]
    assert len(changed) <= 0.01 * len(STOPPED), changed


def test_the_knowledge_and_the_evaluation_name_no_patient(reference):
    """Nothing that ships is taken for a patient's, apart from the questions written to be."""
    from assistant.library.passages import read_knowledge

    passages = read_knowledge(reference.folder, reference.sources)
    texts = [text for p in passages for text in (p.text, p.heading[-1], *p.asks)]
    wrong = [text for text in texts if scrub(text)[1]]
    assert len(wrong) <= 0.0005 * len(texts), wrong


@pytest.mark.parametrize(
    "piece",
    ["Jane ", "Jane Roe, ", "de la ", "1EG4 ", "1EG4-", "a.b", "a dot b ", "a at b ", "1/1/1 ", "412-555-", "J.S. ", "acct # 1-", "12 Oak ", "John's ", "JOHN SMITH ", "id ", "dob ", "van der ", "A-", "O'B", "x@y.", "9", ".", "'", " (", "Mc", "Mac ", "Maria Lopez/", "Grace Point ", "12 St. Oak ", "abcdefgh@xy.co ", "Lundy, M. ", "R.J. Roe "],
)
def test_no_text_is_slow(piece):
    """4,000 characters of one piece repeated are read within 0.15 s, beside other work of the machine."""
    assert least(lambda _: cpu(lambda: scrub((piece * 4000)[:4000])), 0.15) <= 0.15


@pytest.mark.parametrize(
    "text",
    [
        "patient Jоhn Smіth 97110 units?", "Αnnа Κowalski, DOB 3/4/1950", "ssn 0 7 8 0 5 1 1 2 0", "078.05.1120 ssn", "SSN: 078.05.1120", '{"birthDate": "1950-03-04"}', "'dob': '3/4/1950'",
        "PID|1||00482913||SMITH^JOHN||19500304|M", "her phone: five oh three, five five five, oh one eight two", "license plate 8ABC123 of the driver",
    ],
)  # fmt: skip
def test_odd_spellings_are_stopped(text):
    """Letters that only look Latin, numbers in pieces or in words, messages of other programs."""
    assert scrub(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "call one eight zero zero six three three four two two seven", "eight three three five five five one two one two", "one two three four five six seven eight nine", "social work 8 1 2 3 units",
        "the PID segment: which field?", '"birthDate" of the patient: which loop?', "plate number of the form", "is the Δ of ROM billable, μ and σ too?",
    ],
)  # fmt: skip
def test_what_looks_like_odd_spellings_is_answered(text):
    """Toll-free numbers in words, names of fields, letters of formulas."""
    assert scrub(text) == (text, False)
