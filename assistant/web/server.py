"""One FastAPI app: REST, our pages, the widget, and the Gradio chat mounted in it; the guard around all."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer.chain import Assistant
from assistant.errors import AssistantError, RecordUnavailable, SettingsError
from assistant.reference.live import follow
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.record.recorder import Recorder

_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "ORT_DISABLE_TELEMETRY": "1"}
_STATIC = Path(__file__).resolve().parent / "static"
_MOST = 512  # connections at once; further ones are answered 503
_FIRST = "Medicare: hands-on work 20 minutes and 97110 for 23 with Thera Band. Units?"
_KEEP = 15  # seconds an idle connection is kept


def create_app(assistant: Assistant, settings: Settings, recorder: Recorder | None = None, *, watch: bool = False) -> Any:
    """The whole web application over one assistant; recorder: keeps answers by id, and feedback; watch: look after the watched folder.

    Raises SettingsError where it is not safe to start.
    """
    os.environ.update(_QUIET)  # before gradio is imported: it looks up outside hosts otherwise
    import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from assistant.web.admin import routes as admin
    from assistant.web.admin.ingests import Ingests, Watch
    from assistant.web.api import routes
    from assistant.web.chat import HEAD, page
    from assistant.web.metrics import Metrics
    from assistant.web.pages import pages
    from assistant.web.problems import add_problems
    from assistant.web.safety.doors import Doors
    from assistant.web.safety.guard import Guard

    metrics = Metrics(assistant.model.counts if assistant.model else None)
    app = FastAPI(title="Therapy coding assistant", docs_url=None, redoc_url=None)
    app.include_router(routes(assistant, metrics, recorder))
    app.include_router(pages(assistant))
    ingests = Ingests(settings)
    app.include_router(admin.routes(assistant, settings, ingests, recorder))
    app.mount("/ui", StaticFiles(directory=_STATIC))
    ours = Doors(app.routes)
    theme = gr.themes.Default(primary_hue="cyan", font=["system-ui"], font_mono=["monospace"])
    chat = page(assistant, feedback=recorder is not None)
    gr.mount_gradio_app(app, chat, path="/", head=HEAD, theme=theme, run_history=False, footer_links=[], show_error=False, max_file_size=0)
    add_problems(app)
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            add_problems(route.app)
    if watch and settings.documents:
        Watch(settings.documents, ingests).begin()
    return Guard(app, settings, metrics, ours)


def serve(settings: Settings) -> None:
    """Open the assistant and listen until stopped. Raises SettingsError for a port that is taken or no auth choice."""
    import signal
    import socket
    import tempfile

    from assistant.practice.shelf import check
    from assistant.web.safety.auth import Auth
    from assistant.web.safety.logs import quiet

    quiet()
    Auth(settings)  # before the index is opened: what is not safe to start says so at once
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            name = "ASSISTANT_PORT" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "ASSISTANT_HOST"
            raise SettingsError(f"Cannot listen on {_authority(settings)} ({error.strerror}): set {name}.") from error
    recorder = _recorder(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that what follows is tidied when the server is stopped
    try:
        with tempfile.TemporaryDirectory(prefix="assistant-") as private:  # Gradio's would be readable by everybody
            os.environ.setdefault("GRADIO_TEMP_DIR", private)
            check(settings.knowledge)
            assistant = Assistant.open(settings)
            assistant.reference.tables.read()  # a table first read later might be of a later version
            app = create_app(assistant, settings, recorder, watch=True)
            _warm(assistant)
            follow(lambda: assistant.reference)
            gc.collect()
            gc.freeze()  # what stays until the end is not looked through again while somebody waits
            _listen(app, settings)
    finally:
        if recorder:
            recorder.close()


def _warm(assistant: Assistant) -> None:
    """Ask once what reads the lists, readers and patterns that a first question would wait for; never of a chat model."""
    if assistant.model:
        return
    with contextlib.suppress(AssistantError):  # what is wrong is told to whoever asks
        told = assistant.ask(_FIRST)
        assistant.ask("and if the PTA did 10 of them?", [_FIRST], state=told.state)


def _authority(settings: Settings) -> str:
    """Host and port as they stand in an address."""
    return f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"


def _listen(app: Any, settings: Settings) -> None:
    """Serve until stopped."""
    import uvicorn

    from assistant.web.safety.heads import Prompt

    print(f"Ready: http://{_authority(settings)}{settings.root_path}", flush=True)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        http=Prompt,
        log_config=None,  # safety/logs.py
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST,
        timeout_keep_alive=_KEEP,
    )


def _recorder(settings: Settings) -> Recorder | None:
    """What keeps answers and feedback; None where nothing is to be kept, or cannot be."""
    if not settings.record_url:
        return None
    from assistant.record.recorder import Recorder
    from assistant.record.store import Store

    try:
        return Recorder(Store.open(settings.record_url), settings.keep_days)
    except RecordUnavailable as error:
        print(f"Answers go on, but none is recorded and feedback is not kept: {error}", file=sys.stderr, flush=True)
        return None
