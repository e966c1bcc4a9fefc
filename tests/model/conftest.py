"""An assistant whose chat model is a scripted server on loopback, spoken to through the real OpenAI client."""

from contextlib import contextmanager

import pytest

from assistant.answer.chain import Assistant
from assistant.settings import Settings
from tests.conftest import KNOWLEDGE
from tests.model.scripted import serving

KEY = "sk-a-key-that-must-not-be-seen"
SECONDS = 6.0  # an answer waits no longer for the model


@pytest.fixture
def worded(index_folder, monkeypatch):
    """Opens a context with the assistant and its scripted server, for a script."""
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    @contextmanager
    def opened(script, seconds=SECONDS, url=None):
        with serving(script) as server:
            settings = Settings(
                index=index_folder, knowledge=KNOWLEDGE, model="openai:scripted", model_url=url or server.url, model_seconds=seconds
            )
            yield Assistant.open(settings), server

    return opened
