"""Counts for Prometheus: requests, answers by outcome, time. No question's text, no client's address."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.schema import Answer

TEXT = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """The counters of one server, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
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
