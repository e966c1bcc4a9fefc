"""The retrieval of this assistant as a LangChain retriever, for other people's programs.

    retriever = GuidanceRetriever(assistant=Assistant.open(Settings.from_env()))
    retriever.invoke("Does a progress report need the therapist?")
"""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answer.chain import Assistant
from assistant.answer.gather import gather
from assistant.answer.understand import understand
from assistant.days import day_of
from assistant.library.records import to_json


class GuidanceRetriever(BaseRetriever):
    """Guidance passages for a question, likeliest first, with heading, sources, dates and tier as metadata.

    as_of: date of service; only what is in force then is found (default: today). groups: the reader's; documents limited
    to others are not found.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    assistant: Any
    as_of: date | str | None = None
    limit: int = 5
    groups: tuple[str, ...] = ()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager
        assistant: Assistant = self.assistant
        question = understand(query, today=date.today(), as_of=day_of(self.as_of), reference=assistant.reference)
        found = [p for p in gather(question, assistant.index_of(self.groups), assistant.reference)[1].passages if p.kind != "limit"]
        return [
            Document(
                id=passage.id,
                page_content=passage.text,
                metadata={
                    "heading": list(passage.heading),
                    "score": passage.score,
                    "tier": passage.tier.value,
                    "citations": to_json(passage.citations),
                },
            )
            for passage in found[: self.limit]
        ]
