"""One FastAPI app: REST, and the Gradio chat mounted in it. The only importer of gradio and uvicorn."""

from __future__ import annotations

import os
from typing import Any

from assistant.answer.chain import Assistant
from assistant.errors import SettingsError
from assistant.settings import Settings

_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}


def create_app(assistant: Assistant, settings: Settings) -> Any:
    """The whole web application over one assistant."""
    os.environ.update(_QUIET)  # before gradio is imported: it looks up outside hosts otherwise
    import gradio as gr
    from fastapi import FastAPI

    from assistant.web.api import add_problems, routes
    from assistant.web.chat import CSS, page

    app = FastAPI(title="Therapy coding assistant", docs_url=None, redoc_url=None, root_path=settings.root_path)
    app.include_router(routes(assistant))
    add_problems(app)
    return gr.mount_gradio_app(
        app, page(assistant), path="/", css=CSS, theme=gr.themes.Default(font=["system-ui"], font_mono=["monospace"]), run_history=False
    )


def serve(settings: Settings) -> None:
    """Open the assistant and listen until stopped. Raises SettingsError when the port is taken."""
    import socket

    import uvicorn

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}): set ASSISTANT_PORT.") from error
    app = create_app(Assistant.open(settings), settings)
    print(f"Ready: http://{settings.host}:{settings.port}", flush=True)
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", access_log=False)
