"""Who asks the chat for a quiz, a case or a beginning is told where Practice is; who asks a question is answered."""

import pytest

from assistant.answer.render import sources_of

PRACTICE = ("this-program", "Practice")


def places(answer):
    """What an answer rests on, in order."""
    return [(one.source, one.locator) for _, one, _ in sources_of(answer)]


@pytest.mark.parametrize(
    "asked",
    ["quiz me on 97112", "give me a case", "I start Monday, where do I begin?", "practice modifiers", "quiz me on the 8-minute rule", "I'm new, how do I learn this?",
     "can you give me an exercise on CQ?", "I am a new PT and have to bill, what should I learn first?", "test me on denials", "quiz me on G0283"],
)  # fmt: skip
def test_who_wants_to_practice_is_led_there(assistant, asked):
    """The first source is the page, and the command stands in the text."""
    answer = assistant.ask(asked)
    assert places(answer)[0] == PRACTICE
    assert "python -m assistant practice" in answer.markdown


@pytest.mark.parametrize("asked", ["explain the 8-minute rule", "which modifiers do I need?", "what modifiers does a private practice use?", "give me three exercises to strengthen a knee"])
def test_who_asks_a_question_is_not(assistant, asked):
    """Words like practice, modifiers and exercise alone lead nowhere."""
    assert PRACTICE not in places(assistant.ask(asked))
