"""The chat page: Gradio lays it out, our own script asks over REST (POST /api/ask).

No function of ours is given to Gradio: what a browser sends never reaches its queue, its payloads or its session
state, and safety/doors.py shuts those routes besides. The conversation lives in the browser's tab.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.answer.chain import Assistant
from assistant.record.feedback import REASON
from assistant.web.bodies import LONGEST
from assistant.web.pages.render import html

EXAMPLES = (
    "What is the difference between 97112 and 97110?",
    "Medicare: 33 minutes of 97110 and 7 of manual therapy. Units?",
    "Do I need 59 for 97530 with 97140?",
    "97110: PTA 23 minutes, PT 13. Which units carry CQ?",
    "Does the PT have to be in the building when our PTA treats?",
    "CO-119: what do I do?",
)
SETTINGS = {"practitioner": "private practice, office", "outpatient_hospital": "outpatient hospital"}
TITLE = "Therapy coding assistant"


HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="ui/site.css"><link rel="stylesheet" href="ui/chat.css"><script type="module" src="ui/chat.js"></script>'


def page(assistant: Assistant, *, feedback: bool = False) -> Any:
    """The Gradio page: the chat as one piece of HTML, and nothing that can be called. feedback: thumbs are kept."""
    import gradio as gr

    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        # Markdown, not HTML: gr.HTML fills its template by eval, which the page's policy forbids.
        gr.Markdown(body(assistant, feedback=feedback), sanitize_html=False, latex_delimiters=[], elem_id="frame")
    assert not blocks.fns  # what a browser sends to Gradio finds no function of ours
    return blocks


def body(assistant: Assistant, *, feedback: bool) -> str:
    """The chat before anything is asked; on one line, since an empty line would end it for Markdown."""
    codes = {code.code: code.label for code in assistant.reference.codes.values()}
    filled = html(
        "chat.html",
        examples=EXAMPLES,
        settings=SETTINGS,
        codes=json.dumps(codes, ensure_ascii=False),
        feedback=feedback,
        longest=LONGEST,
        reason=REASON,
    )
    return " ".join(filled.split())
