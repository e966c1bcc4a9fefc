"""Thousands of unit questions in people's wordings, read exactly; and no text, however odd, makes the reading fail."""

import time
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.answer.understand import understand
from assistant.schema import PAYERS, TOPICS, Question
from tests.understand.questions import questions

TODAY = date(2026, 11, 23)
COUNT = 3000
PIECES = st.sampled_from(
    [
        "97110",
        "97140",
        "G0283",
        "97161-3",
        "97999",
        "23 min",
        "10",
        "33 + 7",
        "x2",
        "2 units",
        "PTA",
        "PT",
        "aide",
        "each",
        "total",
        "and",
        ",",
        "/",
        "(",
        ")",
        ":",
        "=",
        "manual",
        "balance board",
        "medicare",
        "AMA",
        "59",
        "KX",
        "GP",
        "-59",
        "modifier",
        "in 2024",
        "DOS 1/5/25",
        "2/30/2025",
        "$2,100",
        "2.3k",
        "A gets",
        "B",
        "patient",
        "Jane Roe",
        "DOB",
        "1EG4",
        "why?",
        "what if",
        "drop",
        "add",
        "instead of",
        "9:05-9:28",
        "99:99",
        "1 hr",
        "half an hour",
        "two 15s",
        "9716x",
        "TX 75001",
        "CO-50",
        "§20.2",
        "\n",
        "\t",
        "\x00",
        "�",
        "İ",
        "½",
        "″",
        "🙂",
        "٣",
    ]
)


def test_generated_questions_are_read_exactly(reference):
    """At least 99 % of generated questions give exactly the services they name."""
    wrong = []
    for text, wanted in questions(COUNT):
        read = understand(text, today=TODAY, reference=reference)
        got = {s.code: (s.minutes, s.assistant) for s in read.services if s.minutes is not None}
        if got != wanted:
            wrong.append((text, wanted, got))
    assert len(wrong) <= COUNT // 100, wrong[:5]


def unsound(question):
    """What should hold of every Question and does not."""
    found = [] if isinstance(question, Question) else ["no Question"]
    found += sorted(question.topics - set(TOPICS))
    found += [] if question.payer is None or question.payer in PAYERS else [question.payer]
    found += [s for s in question.services if s.minutes is not None and s.code not in question.codes]
    found += [s for s in question.services if not 0 <= s.assistant <= (s.minutes or 0) <= 1440]
    return found + [text for text in (question.text, question.search) if text.encode(errors="replace") != text.encode(errors="surrogatepass")]


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=3))
@settings(max_examples=120)
@example("", [])
@example("\ud800", ["\x00"])
@example("97110" * 100, ["97110 23"])
def test_any_text_is_read(reference, text, history):
    """Any Unicode text gives a sound Question and never an error."""
    assert unsound(understand(text, history, today=TODAY, reference=reference)) == []


@given(st.lists(PIECES, max_size=25), st.lists(st.lists(PIECES, max_size=8), max_size=2))
@settings(max_examples=250)
def test_any_mixture_of_what_is_read(reference, pieces, history):
    """Any mixture of codes, minutes, people and dates gives a sound Question."""
    turns = [" ".join(turn) for turn in history]
    assert unsound(understand(" ".join(pieces), turns, today=TODAY, reference=reference)) == []


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
@settings(max_examples=60)
def test_a_date_is_read_in_its_usual_forms(reference, day):
    """ISO, American and written-out dates of service give that day."""
    for said in (day.isoformat(), f"{day.month}/{day.day}/{day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert day == understand(f"97110 DOS {said}", today=TODAY, reference=reference).as_of


def test_reading_is_fast(reference):
    """A usual question takes a few milliseconds, 4,000 characters of anything stay bounded (processor time, generous bounds)."""
    asked = "Medicare: 33 minutes of 97110 and 7 of manual therapy, PTA did the manual. Units?"
    understand(asked, today=TODAY, reference=reference)
    start = time.process_time()
    for _ in range(20):
        understand(asked, today=TODAY, reference=reference)
    assert time.process_time() - start < 20 * 0.05
    for piece in ("97110 PTA 23, PT 13; ", "1 ", "a", "-", "Mr. Smith ", "§", "co-", "1/"):
        start = time.process_time()
        understand((piece * 4000)[:4000], today=TODAY, reference=reference)
        assert time.process_time() - start < 2


def test_too_long_is_not_read_as_a_question(reference):
    """Over 4,000 characters are refused; exactly 4,000 are read."""
    assert understand("a" * 4000, today=TODAY, reference=reference).refusal is None
    assert understand("a" * 4001, today=TODAY, reference=reference).refusal.reason.value == "bad_input"
