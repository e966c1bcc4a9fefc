"""Settings → a LangChain chat model, silenced: its libraries may log no prompt and no key."""

from __future__ import annotations

import logging
import os
from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.errors import SettingsError
from assistant.settings import Settings

# These write whole requests at DEBUG and addresses at INFO.
_TALKATIVE = ("openai", "anthropic", "ollama", "httpx", "httpx2", "httpcore", "urllib3", "google", "azure", "botocore", "langchain", "langchain_core")
_KEYLESS = "none"  # a local OpenAI-compatible server asks for no key, its client does


def connect(settings: Settings) -> BaseChatModel:
    """The chat model of ASSISTANT_MODEL; nothing is sent yet. Raises SettingsError with what is missing."""
    provider, _, name = settings.model.partition(":")
    try:
        from langchain.chat_models import init_chat_model

        model: BaseChatModel = init_chat_model(name, model_provider=provider, **_options(provider, settings))
    except ImportError as error:
        package = (error.name or f"langchain-{provider}").replace("_", "-")
        raise SettingsError(f"ASSISTANT_MODEL: {provider} needs the package {package}: pip install {package}.") from None
    except Exception as error:  # noqa: BLE001  # providers raise errors of their own, whose text may hold a key
        raise SettingsError(f"ASSISTANT_MODEL: {provider} cannot be set up ({type(error).__name__}): check its name and key.") from None
    finally:
        _silence()
    return model


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """Timeouts and address by provider; retries are ours (calls.py), so that they end in time."""
    options: dict[str, Any] = {"base_url": settings.model_url} if settings.model_url else {}
    if provider == "ollama":
        return options | {"client_kwargs": {"timeout": settings.model_seconds}}
    options |= {"timeout": settings.model_seconds, "max_retries": 0}
    if provider == "openai":
        options["stream_usage"] = True
        if settings.model_url and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = _KEYLESS
    return options


def _silence() -> None:
    for name in _TALKATIVE:
        log = logging.getLogger(name)
        log.setLevel(max(log.level, logging.WARNING))
