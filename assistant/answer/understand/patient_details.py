"""Patient details of a text, by the room `privacy`, which every other room may ask as well."""

from __future__ import annotations

from assistant.privacy.details import REMOVED, scrub

__all__ = ["REMOVED", "scrub"]
