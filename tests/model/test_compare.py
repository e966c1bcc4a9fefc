"""`python -m eval --model`: both writers over the same questions, side by side."""

import pytest

from assistant.settings import Settings
from eval import compare
from eval.load import load
from tests.conftest import KNOWLEDGE, ROOT
from tests.model.scripted import lines, serving


def test_both_writers_side_by_side(index_folder, monkeypatch):
    """The model's share, its tokens and its fallbacks are told; nothing that was right becomes wrong."""
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")

    def script(request):
        return lines((request.answer[0][1].replace("**", ""), request.lead)) if request.streams else "{}"

    asked = load(ROOT / "eval" / "questions" / "threshold.toml")
    with serving(script) as server:
        found = compare.compare(asked, Settings(index=index_folder, knowledge=KNOWLEDGE, model="openai:scripted", model_url=server.url), 8)
    assert [row["questions"] for row in found["writers"].values()] == [8, 8]
    assert found["writers"]["openai:scripted"]["writers"].get("model", 0) >= 5
    assert found["model"]["tokens"]["write in"] >= 900 * 5
    assert found["worse_with_the_model"] == []
    assert "openai:scripted" in compare.text(found)
