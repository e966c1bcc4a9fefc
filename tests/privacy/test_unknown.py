"""Names nobody has heard of, without capitals, behind a word for a patient; birth dates spelled out. What only looks like them is answered."""

import json
import random
import re
from pathlib import Path

import pytest

from assistant.answer.understand.wording import normalise
from assistant.privacy.details import REMOVED, scrub
from assistant.privacy.weighing import family_names, given_names
from tests.pace import cpu, least

ASKED = Path(__file__).resolve().parents[2] / "eval/asked"
FRAMES = (
    "my patient {} had 23 minutes of 97110, units?", "pt {} 23 min 97110", "our client {} needs a recert", "how many units for my patient {}", "the patient is {}, 97140 for 15 min", "patient named {} came for gait",
    "does pt {} need kx", "97110 20 min, patient: {}", "a client called {} asks about the abn", "i saw resident {} today, is an eval billable",
)  # fmt: skip
NAMES = ("zorblat quenby", "tamsin vexley", "thandiwe mokoena", "oluwaseun adeyemi", "xiuying zhang", "bronagh mcgarrity", "yevgenia tsvetkova", "siobhan ofarrell", "kwabena asante", "ingeborg thorvaldsen", "zbigniew wojciechowski", "nguyet pham", "ximena urrutia", "aoife kilbride")
SOUNDS, ENDS = ("b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "qu", "r", "sh", "st", "t", "tr", "v", "w", "y", "z", "zh"), ("", "n", "l", "r", "m", "sk", "nt", "rd", "x", "th")
NAMED = frozenset().union(*given_names(), family_names())
MONTHS = ("January", "february", "March", "april", "may", "June", "july", "august", "Sept", "october", "november", "december")
DAYS = ("first", "second", "third", "fourth", "ninth", "eleventh", "twelfth", "nineteenth", "twentieth", "twenty-first", "twenty third", "thirtieth", "thirty-first")
YEARS = ("nineteen fifty one", "nineteen forty-eight", "nineteen thirty", "nineteen oh eight", "two thousand five", "two thousand and two", "1951", "nineteen hundred and forty")
CALLED = ("dob: {}", "her date of birth is {}", "born {}", "he was born on {}", "birthday {}", "birth date {}", "DOB {}", "born on the {}", "d.o.b. {}", "{} is her dob")


def made_up(luck):
    """Two words of two or three syllables."""
    return " ".join("".join(luck.choice(SOUNDS) + luck.choice("aeiou") for _ in range(luck.choice((2, 2, 3)))) + luck.choice(ENDS) for _ in range(2))


def spelled(luck):
    """A date in words, in one of four orders."""
    month, day, year = luck.choice(MONTHS), luck.choice(DAYS), luck.choice(YEARS)
    return luck.choice((f"{month} {day} {year}", f"{month} {day}, {year}", f"the {day} of {month} {year}", f"{day} {month} {year}", f"{month} the {day}, {year}"))


def mistyped(word, luck):
    """The word with one letter left out, doubled, turned or wrong."""
    at = luck.randrange(1, len(word) - 1)
    return luck.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + luck.choice("aeiourstnl") + word[at + 1 :]))


def test_unknown_names_without_capitals():
    """Real ones in every sentence, and a thousand made up: 97 % stopped, nothing of them left."""
    luck = random.Random(15)
    told = [(frame.format(name), name) for frame in FRAMES for name in (*NAMES, *(made_up(luck) for _ in range(100)))]
    missed = [text for text, _ in told if not scrub(normalise(text))[1]]
    left = [text for text, name in told if (found := scrub(normalise(text)))[1] and any(part in found[0] for part in name.split())]
    assert len(missed) <= 0.03 * len(told), missed
    assert left == []


def test_birth_dates_spelled_out():
    """Four orders of words behind ten ways to call it: all stopped; no month, number or year is left."""
    luck = random.Random(15)
    told = [(called.format(day).replace("the the", "the"), day) for called in CALLED for day in (spelled(luck) for _ in range(60))]
    missed = [text for text, _ in told if not scrub(normalise(text))[1]]
    assert missed == []
    left = [text for text, day in told if any(re.search(rf"\b{re.escape(part)}\b", scrub(normalise(text))[0]) for part in re.split(r"[\s,]+", day) if part not in ("the", "of", "and"))]
    assert len(left) <= 0.01 * len(told), left


@pytest.mark.parametrize(
    "text",
    ["patient hoyer lift 15 min", "my patient bedbound homebound", "pt dysphagia aphasia eval", "client lymphedema wraps", "pt nonverbal autistic", "patient kinesiotaping billable", "pt hemiplegic wheelchairbound", "born in two of three twins", "the first of two visits in may is billed", "date of birth field: two digits for the month",
     "dob format like march fourth nineteen fifty one", "patient telehealthing videovisits", "twenty three minutes in march, dob not needed", "two thousand four hundred eighty dollars in 2026", "her birthday visit was 15 minutes", "patients recieving treatmnts", "pt benifits verifcation"],
)
def test_what_only_looks_so_is_answered(text):
    """Words of the field, misspellings, numbers."""
    assert not scrub(normalise(text))[1]


@pytest.mark.parametrize(("typos", "most"), [(1, 0.01), (2, 0.05)])
def test_mistyped_words_are_no_names(typos, most):
    """What people wrote behind a word for a patient, one or both words mistyped, though into no name that is known: at most 1 % stopped of the former."""
    behind = re.compile(r"\b(?:patient|pt|client|resident) ([a-z]{4,} [a-z]{4,})\b")
    found = sorted({match[1] for path in ASKED.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines() if (row := json.loads(line).get("q")) for match in behind.finditer(row)})
    assert len(found) > 300
    luck = random.Random(15)
    pairs = [[mistyped(word, luck) if typos == 2 or place == n % 2 else word for place, word in enumerate(pair.split())] for pair in found for n in range(4)]
    texts = [f"my patient {' '.join(pair)}, 97110 for 23 min?" for pair in pairs if not NAMED.intersection(pair)]
    wrong = [text for text in texts if scrub(normalise(text))[1]]
    assert len(wrong) <= most * len(texts), wrong


@pytest.mark.parametrize("piece", ["pt zorblat quenby ", "dob march fourth ", "nineteen ", "march fourth nineteen ", "the first of "])
def test_no_text_is_slow(piece):
    """4,000 characters of one piece, and of ever new names."""
    luck = random.Random(15)
    for text in ((piece * 4000)[:4000], " ".join(f"pt {made_up(luck)}" for _ in range(250))[:4000]):
        assert least(lambda _, text=text: cpu(lambda: scrub(text)), 0.15) <= 0.15
    assert REMOVED in scrub("pt zorblat quenby")[0]
