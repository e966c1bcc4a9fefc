"""What a text takes for granted beside what it asks: the subordinate clause that gives a reason.

>>> believed("As KX belongs on every therapy claim, do I put it before or after GP?")
('KX belongs on every therapy claim', 'do I put it before or after GP?')
>>> believed("Where does GP go, since 59 is always needed on 97140?")
('59 is always needed on 97140', 'Where does GP go')
>>> believed("Is GP needed on an evaluation?")
"""

from __future__ import annotations

import re

LEAST = 4  # words of a clause that claims something
_REASON = r"(?:since|because|as|given(?: that)?|seeing(?: that| as)?|considering(?: that)?|knowing(?: that)?|now that|if it is true that|i know(?: that)?|we know(?: that)?|i understand(?: that)?)"
_BEFORE = re.compile(rf"^\W*(?:(?:hi|hello|ok|so|and|well)\W+)?{_REASON}\s+(?P<claim>[^?]+?),\s*(?:and |then |so |but )?(?P<asks>[^?]+\?.*|(?:how|what|which|who|when|where|why|can|could|do|does|is|are|should|must|may|will)\b.+)$", re.IGNORECASE | re.DOTALL)
_SO = re.compile(r"^(?P<claim>[^?.]+?)(?:,|;|\.|\s-)\s*(?:so|then|hence|therefore)[,\s]+(?P<asks>(?:how|what|which|who|when|where|why|can|could|do|does|is|are|should|must|may|will)\b.+)$", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(rf"^(?P<asks>.+?)(?:,|\?|\s)\s*\b{_REASON.replace('|as|', '|')}\s+(?P<claim>[^?]+?)\W*$", re.IGNORECASE | re.DOTALL)


def believed(text: str) -> tuple[str, str] | None:
    """(what is taken for granted, what is asked), or None where no clause gives a reason."""
    for shape in (_BEFORE, _SO, _BEHIND):
        match = shape.match(text.strip())
        if match and len(match["claim"].split()) >= LEAST and match["asks"].strip():
            return match["claim"].strip(), match["asks"].strip()
    return None
