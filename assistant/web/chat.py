"""The chat page: question left, sources right, payer and date of service above; nothing is stored."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from assistant.answer.chain import Assistant
from assistant.answer.render import in_force, markdown, sources_of
from assistant.schema import PAYERS, Answer, Citation, Tier

EXAMPLES = (
    "What is the difference between 97112 and 97110?",
    "Medicare: 33 minutes of 97110 and 7 of manual therapy. Units?",
    "Do I need 59 for 97530 with 97140?",
    "97110: PTA 23 minutes, PT 13. Which units carry CQ?",
    "Does the PT have to be in the building when our PTA treats?",
    "CO-119: what do I do?",
)
_PAYERS = [("not said", ""), *((name, key) for key, name in PAYERS.items())]
_SETTINGS = [("not said", ""), ("private practice, office", "practitioner"), ("outpatient hospital", "outpatient_hospital")]
_TIER = {
    Tier.PRIMARY: "primary source",
    Tier.SECONDARY: "secondary source: check the publisher's text",
    Tier.UNCONFIRMED: "not confirmed in a text we could read",
}
CSS = """
.source {border-left: 3px solid var(--color-accent); padding: .2rem .8rem; margin: 0 0 1rem; font-size: .92rem}
.source p {margin: .25rem 0} .source .place {font-weight: 600} .source .facts {opacity: .8}
.source blockquote {margin: .35rem 0; white-space: pre-line; max-height: 12rem; overflow: auto}
#chat {min-height: 24rem} footer {display: none !important}
#chips button {font-size: .9rem; text-align: left; white-space: normal}
"""


def page(assistant: Assistant) -> Any:
    """The Gradio page."""
    import gradio as gr

    def respond(text: str, log: list[dict[str, Any]], payer: str, day: str, setting: str) -> tuple[Any, ...]:
        if not text.strip():
            return log, "", gr.skip(), gr.skip(), *_chips(gr, ())
        try:
            as_of = date.fromisoformat(day.strip()) if day.strip() else None
        except ValueError:
            raise gr.Error(f"Date of service {day!r}: write it as 2026-11-23.") from None
        history = [_text(entry["content"]) for entry in log if entry["role"] == "user"]
        answer = assistant.ask(text, history, payer=payer or None, as_of=as_of, setting=setting or None)
        shown = answer.question.text if answer.reason and answer.reason.value == "patient_data" else text
        said = [{"role": "user", "content": shown}, {"role": "assistant", "content": markdown(answer, sources=False)}]
        steps = _steps(answer)
        return [*log, *said], "", _sources(answer), gr.update(value=steps, visible=bool(steps)), *_chips(gr, answer.followups)

    with gr.Blocks(title="Therapy coding assistant", analytics_enabled=False) as blocks:
        gr.Markdown("# Therapy coding assistant\nOutpatient PT, OT and SLP coding and billing, answered from dated sources. No patient details, please.")
        with gr.Row():
            payer = gr.Dropdown(_PAYERS, value="", label="Payer")
            day = gr.Textbox(label="Date of service", placeholder="today, or 2025-06-30")
            setting = gr.Dropdown(_SETTINGS, value="", label="Setting")
        with gr.Row():
            with gr.Column(scale=3):
                log = gr.Chatbot(label="Answers", elem_id="chat", height="60vh", sanitize_html=True, latex_delimiters=[], buttons=["copy"])
                text = gr.Textbox(label="Question", placeholder="Ask as you would ask a colleague", autofocus=True, lines=2, submit_btn=True)
                with gr.Row(elem_id="chips"):
                    chips = [gr.Button(example, size="sm", variant="secondary") for example in EXAMPLES[:3]]
            with gr.Column(scale=2):
                with gr.Accordion("How it was worked out", open=False, visible=True):
                    steps = gr.Markdown(visible=False)
                gr.Markdown("### Sources")
                sources = gr.HTML("<p>The sources of the last answer stand here.</p>")
        gr.Examples([[example] for example in EXAMPLES], inputs=[text], label="Examples")
        outputs = [log, text, sources, steps, *chips]
        text.submit(respond, [text, log, payer, day, setting], outputs, api_name=False, concurrency_limit=8)
        for chip in chips:
            chip.click(respond, [chip, log, payer, day, setting], outputs, api_name=False, concurrency_limit=8)
    return blocks


def _chips(gr: Any, questions: tuple[str, ...]) -> list[Any]:
    """Three follow-up buttons, those without a question hidden."""
    padded = (*questions, "", "", "")[:3]
    return [gr.update(value=question, visible=bool(question)) for question in padded]


def _text(content: Any) -> str:
    """A message's text: Gradio hands it over as a string or as a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else [content]
    return " ".join(b if isinstance(b, str) else str(b.get("text", "")) for b in blocks)


def _steps(answer: Answer) -> str:
    """The arithmetic of every fact the answer rests on."""
    used = {key for claim in answer.claims for key in claim.evidence_ids}
    facts = [f for key, f in zip((f"F{n}" for n in range(1, 99)), answer.evidence.facts, strict=False) if key in used]
    return "\n\n".join("\n".join(f"1. {step}" for step in fact.steps) for fact in facts if fact.steps)


def _sources(answer: Answer) -> str:
    """The numbered sources with quote, locator, dates in force, tier and link."""
    return "".join(_source(*row) for row in sources_of(answer)) or "<p>This answer rests on no source.</p>"


def _source(number: int, citation: Citation, quote: str) -> str:
    title = escape(citation.title)
    if citation.url:
        title = f'<a href="{escape(citation.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    facts = "; ".join(part for part in (citation.edition, in_force(citation), _TIER[citation.tier]) if part)
    return (
        f'<div class="source"><p class="place">[{number}] {title}, {escape(citation.locator)}</p>'
        f'<blockquote>{escape(quote)}</blockquote><p class="facts">{escape(facts)}</p></div>'
    )
