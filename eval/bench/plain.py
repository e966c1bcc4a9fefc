"""The plain recipe, a process of its own: `python -m eval.bench.plain FOLDER build|cold|warm QUESTIONS.json`.

build: reads FOLDER/texts.json, encodes and stores. cold: opens and retrieves once. warm: opens, retrieves for every
question, and prints {"ms": […], "reranked_ms": […], "encode_ms": […], "memory_mb": …} as JSON: by vectors alone, and with a
cross-encoder over the first ten. The cross-encoder is made of the same packaged base; that it is not trained changes nothing of its time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import chromadb
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from sentence_transformers import CrossEncoder, SentenceTransformer

from assistant.library.encoder import model_folder
from eval.bench.process import WARM_UP, memory_mb, milliseconds


class Sentences(Embeddings):
    """sentence-transformers behind LangChain's interface."""

    def __init__(self) -> None:
        self._model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        vectors: list[list[float]] = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]


class Recipe(BaseRetriever):
    """The four nearest documents by vectors alone."""

    collection: Any
    embeddings: Any

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager
        found = self.collection.query(query_embeddings=[self.embeddings.embed_query(query)], n_results=4)
        return [Document(text) for text in found["documents"][0]]


class Reranked(BaseRetriever):
    """The first ten by vectors, put in order by a cross-encoder that reads question and document together; the best four."""

    collection: Any
    embeddings: Any
    judge: Any

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager
        found = self.collection.query(query_embeddings=[self.embeddings.embed_query(query)], n_results=10)["documents"][0]
        scores = self.judge.predict([(query, text) for text in found], show_progress_bar=False)
        return [Document(found[n]) for n in scores.argsort()[::-1][:4]]


def main(folder: Path, what: str, questions: Path | None) -> None:
    """Do one part and print its figures."""
    embeddings = Sentences()
    client = chromadb.PersistentClient(str(folder / "chroma"), chromadb.Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(
        "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    if what == "build":
        texts = json.loads((folder / "texts.json").read_text())
        started = time.perf_counter()
        collection.add(ids=[str(n) for n in range(len(texts))], documents=texts, embeddings=embeddings.embed_documents(texts))  # type: ignore[arg-type]
        print(json.dumps({"seconds": time.perf_counter() - started, "texts": len(texts)}))
        return
    recipe = Recipe(collection=collection, embeddings=embeddings)
    asked = json.loads(questions.read_text()) if questions else []
    if what == "cold":
        print(recipe.invoke(asked[0])[0].page_content)
        return
    for question in asked[:WARM_UP]:
        recipe.invoke(question)
    figures = {
        "ms": milliseconds(recipe.invoke, asked[WARM_UP:]),
        "encode_ms": milliseconds(embeddings.embed_query, asked[WARM_UP:]),
        "memory_mb": memory_mb(),
    }
    judge = CrossEncoder(str(model_folder()), num_labels=1, device="cpu", local_files_only=True)
    reranked = Reranked(collection=collection, embeddings=embeddings, judge=judge)
    for question in asked[:WARM_UP]:
        reranked.invoke(question)
    figures["reranked_ms"] = milliseconds(reranked.invoke, asked[WARM_UP:])
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None)
