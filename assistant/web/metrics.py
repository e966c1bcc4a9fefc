"""Counts for Prometheus: requests, answers by outcome, time. No question's text, no client's address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from assistant.schema import Answer

if TYPE_CHECKING:
    from assistant.answer.model.counts import Counts

TEXT = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_MODEL = {
    "calls": ("Requests to the chat model", ("task", "result")),
    "tokens": ("Tokens as its provider counts them", ("task", "direction")),
    "claims": ("Claims it wrote, shown or dropped", ("result",)),
    "looks": ("Choices it made where the judge was not sure", ("result",)),
    "fallbacks": ("Times the rules, the judge or the default writer stood in for it", ("task", "why")),
}


class Metrics:
    """The counters of one server, in a registry of their own. model: what its chat model was used for."""

    def __init__(self, model: Counts | None = None) -> None:
        self._registry = CollectorRegistry()
        if model:
            self._registry.register(_Model(model))
        self._requests = Counter("assistant_requests", "Requests by status", ["status"], registry=self._registry)
        self._answers = Counter("assistant_answers", "Answers by outcome", ["outcome", "reason"], registry=self._registry)
        self._seconds = Histogram("assistant_answer_seconds", "Time of an answer", buckets=_SECONDS, registry=self._registry)
        self._index = Gauge("assistant_index_info", "The index generation in use", ["generation"], registry=self._registry)

    def request(self, status: int) -> None:
        """Count a request by its status."""
        self._requests.labels(str(status)).inc()

    def answer(self, answer: Answer) -> None:
        """Count an answer: outcome, reason and seconds."""
        self._answers.labels(answer.outcome.value, answer.reason.value if answer.reason else "").inc()
        self._seconds.observe(answer.elapsed_ms / 1000)

    def text(self, generation: str) -> bytes:
        """All counts in Prometheus text form."""
        self._index.clear()
        self._index.labels(generation).set(1)
        return generate_latest(self._registry)


class _Model(Collector):
    """The counts of a chat model, read when they are asked for."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Each count with its labels."""
        for name, (words, labels) in _MODEL.items():
            family = CounterMetricFamily(f"assistant_model_{name}", words, labels=labels)
            for values, n in self._counts.of(name).items():
                family.add_metric(values, n)
            yield family
