"""The chat page: question and answers left, sources and working right, payer and date of service above.

Nothing is stored: what was asked lives in the tab, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.answer.chain import Assistant
from assistant.answer.render import markdown
from assistant.errors import AssistantError
from assistant.record.feedback import REASON, kept
from assistant.record.store import Feedback
from assistant.schema import PAYERS, Answer, Reason
from assistant.web.chat_parts import COLUMNS, TOP, circumstances, corrected, sources, steps, understood

if TYPE_CHECKING:
    from assistant.record.recorder import Recorder

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
_CHIPS = 6  # buttons under the question: examples at first, then follow-ups
Log = list[dict[str, Any]]


def page(assistant: Assistant, recorder: Recorder | None = None) -> Any:
    """The Gradio page; recorder: what keeps answers and feedback."""
    import gradio as gr

    chat = _Chat(assistant, gr, recorder)
    with gr.Blocks(title="Therapy coding assistant", analytics_enabled=False) as blocks:
        gr.Markdown(TOP, sanitize_html=False, latex_delimiters=[])
        with gr.Row(elem_id="fields"):
            payer = gr.Dropdown(_PAYERS, value="", label="Payer", min_width=160)
            day = gr.Textbox(label="Date of service", placeholder="today, or 2025-06-30", min_width=160)
            setting = gr.Dropdown(_SETTINGS, value="", label="Setting", min_width=160)
        with gr.Row(elem_id="around"):
            with gr.Column(scale=3, min_width=320):
                log = gr.Chatbot(
                    label="Answers", elem_id="chat", height="52vh", sanitize_html=True, latex_delimiters=[],
                    editable="user", buttons=["copy"], autoscroll=False, placeholder="Ask as you would ask a colleague, or take an example below.",
                )  # fmt: skip
                text = gr.Textbox(label="Question", placeholder="97110 23 min, 97140 10 min, Medicare: units?", autofocus=True, lines=1, max_lines=6, submit_btn=True)
                with gr.Row(elem_id="chips"):
                    chips = [gr.Button(example, size="sm", variant="secondary", min_width=140) for example in EXAMPLES]
            with gr.Column(scale=2, min_width=280):
                with gr.Accordion("What I understood", open=False, visible=False) as reading:
                    told = gr.Markdown()
                    table = gr.Dataframe(headers=list(COLUMNS), datatype=["str", "number", "number"], interactive=True, column_count=(3, "fixed"), label="Minutes as read; correct them here")
                    again = gr.Button("Recompute", size="sm")
                with gr.Accordion("How it was worked out", open=False, visible=False, elem_id="steps") as working:
                    worked = gr.Markdown()
                cited = gr.Markdown("<h3>Sources</h3><p>The sources of the last answer stand here.</p>", elem_id="sources", sanitize_html=False, latex_delimiters=[])
                with gr.Accordion("Copy the answer with its sources", open=False, visible=False) as copying:
                    copied = gr.Textbox(show_label=False, container=False, lines=6, buttons=["copy"], interactive=False)
                with gr.Accordion("Did this answer help?", open=False, visible=False) as helped:
                    thumb = gr.Radio([("Yes", "up"), ("No", "down")], label="This answer helped", value=None)
                    why = gr.Textbox(label="Why (no patient details)", max_length=REASON, lines=2)
                    include = gr.Checkbox(label="Include my question, so that it can be mended")
                    send = gr.Button("Send", size="sm")
                    thanks = gr.Markdown()
                    given = gr.Textbox(visible=False)
        around = [payer, day, setting]
        outputs = [log, text, cited, working, worked, reading, told, table, copying, copied, helped, thumb, why, include, thanks, given, send, *chips]
        options: dict[str, Any] = {"api_name": False, "concurrency_limit": 8, "show_progress": "hidden"}
        text.submit(chat.ask, [text, log, *around], outputs, **options)
        again.click(chat.recompute, [table, log, *around], outputs, **options)
        log.retry(chat.retry, [log, *around], outputs, **options)
        log.edit(chat.edit, [log, *around], outputs, **options)
        send.click(chat.feedback, [thumb, why, include, given, log], [thanks, send], **options)
        for chip in chips:
            chip.click(chat.ask, [chip, log, *around], outputs, **options)
    return blocks


class _Chat:
    """The page's events over one assistant; holds nothing between them."""

    def __init__(self, assistant: Assistant, gr: Any, recorder: Recorder | None) -> None:
        self._assistant = assistant
        self._recorder = recorder
        self._gr = gr
        self.edit = self._edit(gr.EditData)

    def ask(self, text: str, log: Log, payer: str, day: str, setting: str) -> Iterator[tuple[Any, ...]]:
        """Answer a question after what was asked before; with a chat model, claim by verified claim."""
        if not text.strip():
            raise self._gr.Error("Please write a question.", print_exception=False)
        try:
            as_of = date.fromisoformat(day.strip()) if day.strip() else None
        except ValueError:
            raise self._gr.Error(f"Date of service {day!r}: write it as 2026-11-23.", print_exception=False) from None
        history = [_text(entry["content"]) for entry in log if entry["role"] == "user"]
        for answer in self._assistant.stream(text, history, payer=payer or None, as_of=as_of, setting=setting or None):
            # Patient details never stand in the log: it would be sent again with the next question.
            shown = answer.question.text if answer.reason is Reason.PATIENT_DATA else text
            said = [{"role": "user", "content": shown}, {"role": "assistant", "content": markdown(answer, sources=False)}]
            yield ([*log, *said], "", *self._around(answer), *self._asking(answer), *self._chips(answer))
        if self._recorder:
            self._recorder.keep(answer)

    def recompute(self, rows: Any, log: Log, payer: str, day: str, setting: str) -> Iterator[tuple[Any, ...]]:
        """Ask again with the minutes corrected in the table."""
        yield from self.ask(corrected(rows.values.tolist(), payer), log, payer, day, setting)

    def retry(self, log: Log, payer: str, day: str, setting: str) -> Iterator[tuple[Any, ...]]:
        """Ask the last question again, with the payer, date and setting as they stand now."""
        last = max((n for n, entry in enumerate(log) if entry["role"] == "user"), default=0)
        yield from self.ask(_text(log[last]["content"]), log[:last], payer, day, setting)

    def _edit(self, data_type: Any) -> Any:
        """The edit event; Gradio finds its data by the type of the parameter."""

        def edit(log: Log, payer: str, day: str, setting: str, changed: Any) -> Iterator[tuple[Any, ...]]:
            at = int(changed.index)
            yield from self.ask(str(changed.value), log[:at], payer, day, setting)

        edit.__annotations__["changed"] = data_type
        return edit

    def feedback(self, thumb: str | None, why: str, include: bool, given: str, log: Log) -> tuple[str, Any]:  # noqa: FBT001 - Gradio passes by place
        """Keep what was said of the last answer."""
        if not thumb:
            return "Please choose yes or no.", self._gr.update()
        asked = [_text(entry["content"]) for entry in log if entry["role"] == "user"] if include else []
        try:
            said, left_out = kept(Feedback(given, thumb, why.strip(), asked[-1] if asked else ""))
            assert self._recorder is not None
            self._recorder.store.say(said)
        except AssistantError as error:
            return str(error), self._gr.update()
        return " ".join(part for part in (f"Thank you. Kept with answer {given}.", left_out) if part), self._gr.update(interactive=False)

    def _asking(self, answer: Answer) -> list[Any]:
        """The question whether it helped, emptied for this answer."""
        return [self._gr.update(visible=self._recorder is not None, open=False), None, "", False, "", answer.id, self._gr.update(interactive=True)]

    def _around(self, answer: Answer) -> list[Any]:
        """Sources, working, reading and the text to copy."""
        worked, rows, gr = steps(answer), understood(answer), self._gr
        return [
            sources(answer),
            gr.update(visible=bool(worked)), worked,
            gr.update(visible=bool(rows)), circumstances(answer), gr.update(value=rows or None),
            gr.update(visible=True), markdown(answer),
        ]  # fmt: skip

    def _chips(self, answer: Answer) -> list[Any]:
        """Follow-up questions; examples again when there are none."""
        asked = (answer.followups or EXAMPLES[:3])[:_CHIPS]
        padded = (*asked, *[""] * _CHIPS)[:_CHIPS]
        return [self._gr.update(value=question, visible=bool(question)) for question in padded]


def _text(content: Any) -> str:
    """A message's text: Gradio hands it over as a string or as a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else [content]
    return " ".join(b if isinstance(b, str) else str(b.get("text", "")) for b in blocks)
