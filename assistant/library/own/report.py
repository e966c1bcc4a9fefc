"""What a run has to say of documents, as lines: what each was taken for, what to look at, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.library.own.reading import Own

SHOWN = ("title", "publisher", "edition", "effective", "until", "tier", "payers", "groups", "url")


def described(own: Own) -> Iterator[str]:
    """The document and what it was taken for; what is guessed is marked."""
    yield f"{own.id}  from {own.name}"
    for key in SHOWN:
        value = getattr(own.about, key)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield f"    {key:10} {shown}{'  (guessed)' if key in own.about.guessed else ''}"
    for note in own.document.meta.get("notes", ()):
        yield f"    note       {note}"


def to_look_at(quarantined: Mapping[str, str], warnings: Mapping[str, str], differences: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A line for each file left out, each warning, each sentence that contradicts what is in force."""
    yield from (f"quarantined {name}: {reason}" for name, reason in quarantined.items())
    yield from (f"look at {name}: {warning}" for name, warning in warnings.items())
    yield from (f"differs {name}: {difference}" for name, difference in differences)


def leads_told(asked: int, leads: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A line for each shipped question whose lead the documents change, and how many were asked."""
    yield from (f"lead changes: {said}" for _, said in leads)
    if asked:
        yield f"{asked} shipped questions asked with and without your documents: {len(leads) or 'no'} lead{'' if len(leads) == 1 else 's'} changed"
