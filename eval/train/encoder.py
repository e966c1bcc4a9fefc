"""Fine-tunes the packaged encoder on the questions people ask (sentence-transformers' own trainer).

Two things are learned side by side: a question lies near what its answer is found by (another wording, its
heading, its text: in-batch negatives), and near one learned point of its answer among the points of all (every
answer is a negative at every step). Word embeddings stay as they are, so that what is kept is small.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.library import learned
from assistant.library.encoder import model_folder
from eval.train.asked import Taught

BATCH = 128
RATE = 1e-4
POINT_RATE = 2e-3
TEMPERATURE = 0.05
LONGEST = 160  # word pieces of a question or key that are read in training
CHUNK = 32  # texts of like length encoded together


Pair = tuple[str, str, tuple[str, ...]]


def pairs(questions: Sequence[Taught], keys: Mapping[str, Sequence[str]], epochs: int, *, wordings: bool = True, seed: int = 0) -> list[Pair]:
    """(question, a text its answer is found by, id of that answer and ids of what answers besides), shuffled within epochs.

    keys: for each id its texts: its own text first, then heading and wordings. wordings: each is also a question.
    A question that asks several things stands once for each.
    """
    choose = random.Random(seed)
    others: dict[str, list[str]] = {}
    asked: list[tuple[str, tuple[str, ...]]] = []
    for one in questions:
        rights = [r for r in one.right if r in keys]
        if len(one.right) == 1:
            others.setdefault(one.right[0], []).append(one.text)
        asked += [(one.text, (r, *(o for o in (*rights, *one.also) if o != r))) for r in rights]
    if wordings:
        asked += [(text, (name,)) for name, texts in keys.items() for text in texts[1:]]
    found: list[Pair] = []
    for _ in range(epochs):
        choose.shuffle(asked)
        for text, names in asked:
            own = keys[names[0]]
            pool = own[:1] if choose.random() < 0.3 else [*own[1:], *others.get(names[0], ())]
            pool = [one for one in pool if one != text] or list(own[:1])
            found.append((text, choose.choice(pool), names))
    return found


def train(
    folder: Path,
    rows: Sequence[Pair],
    same: Mapping[str, frozenset[str]],
    names: Sequence[str],
    starts: NDArray[np.float32],
    out: Path,
) -> tuple[Any, NDArray[np.float32]]:
    """(the trained model, one learned unit vector a name). Checkpoints and a log go to `out`.

    same: ids that answer a question of this id as well and count as neither right nor wrong; starts: where the
    learned points begin, one a name.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from datasets import Dataset
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from transformers import get_linear_schedule_with_warmup

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    model.max_seq_length = LONGEST
    model[0].auto_model.embeddings.requires_grad_(requires_grad=False)
    place = {name: n for n, name in enumerate(names)}
    data = Dataset.from_dict({"question": [r[0] for r in rows], "key": [r[1] for r in rows], "label": [[*(place[o] for o in r[2] if o in place), -1, -1, -1][:3] for r in rows]})
    loss = _loss(model, starts, [[place[o] for o in same.get(name, ()) if o in place] for name in names])
    steps = len(rows) // BATCH + 1
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.parameters() if p.requires_grad], "lr": RATE, "weight_decay": 0.01},
            {"params": [loss.points], "lr": POINT_RATE, "weight_decay": 0.0},
        ]
    )
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(out), num_train_epochs=1, per_device_train_batch_size=BATCH, bf16=True, use_cpu=True,
        logging_steps=5, save_steps=max(steps // 4, 1), save_total_limit=1, report_to=[], disable_tqdm=True,
        dataloader_drop_last=True, seed=1,
    )  # fmt: skip
    trainer = SentenceTransformerTrainer(
        model=model, args=arguments, train_dataset=data, loss=loss,
        optimizers=(optimizer, get_linear_schedule_with_warmup(optimizer, steps // 20, steps)),
    )  # fmt: skip
    trainer.train()
    model.max_seq_length = 256
    points = torch.nn.functional.normalize(loss.points.detach().float(), dim=1).numpy()
    return model, np.asarray(points, dtype=np.float32)


def _loss(model: Any, starts: NDArray[np.float32], same: Sequence[Sequence[int]]) -> Any:
    """Cross-entropy over the batch's keys and over the points of all answers."""
    import torch
    from torch.nn.functional import cross_entropy, normalize

    ignored = torch.zeros(len(starts), len(starts), dtype=torch.bool)
    for n, others in enumerate(same):
        ignored[n, list(others)] = True
    ignored.fill_diagonal_(fill_value=False)

    class Near(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model
            self.points = torch.nn.Parameter(torch.tensor(starts))

        def forward(self, features: list[dict[str, Any]], labels: Any) -> Any:
            asked, keys = (normalize(_encoded(model, f).float(), dim=1) for f in features)
            right, order = labels[:, 0].long(), torch.arange(len(labels))
            beside = ignored[right].clone()  # neither right nor wrong for each question
            for n in (1, 2):
                there = labels[:, n] >= 0
                beside[order[there], labels[there, n].long()] = True
            equal = (right[:, None] == right[None, :]) | beside[:, right]
            equal.fill_diagonal_(fill_value=False)
            near = (asked @ keys.T / TEMPERATURE).masked_fill(equal, -1e4)
            to_points = (asked @ normalize(self.points, dim=1).T / TEMPERATURE).masked_fill(beside, -1e4)
            return cross_entropy(near, order) + cross_entropy(near.T, order) * 0.5 + cross_entropy(to_points, right)

    return Near()


def _encoded(model: Any, features: dict[str, Any]) -> Any:
    """Sentence vectors of a padded batch, encoded in pieces of like length: padding costs as much as text."""
    import torch

    lengths = features["attention_mask"].sum(1)
    order = torch.argsort(lengths)
    parts = []
    for start in range(0, len(order), CHUNK):
        rows = order[start : start + CHUNK]
        longest = int(lengths[rows].max())
        cut = {name: value[rows, :longest] for name, value in features.items() if hasattr(value, "shape") and value.dim() == 2}
        with torch.autocast("cpu", dtype=torch.bfloat16):  # the trainer's own does not reach into a loss
            parts.append(model(cut)["sentence_embedding"])
    return torch.cat(parts)[torch.argsort(order)]


def kept(work: Path) -> Path:
    """The model and points of learned.npz, written to `work`: where training can go on from when no checkpoint is left."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)
    learned.apply(model)
    work.mkdir(exist_ok=True)
    model.save(str(work / "model"))
    points = learned.points()
    np.savez(work / "points.npz", ids=np.array(list(points)), points=np.array(list(points.values())))
    return work / "model"


def starts(folder: Path | None, texts: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
    """Where the points begin: where they were left in `folder`'s parent, else at the middle of an answer's wordings."""
    from sentence_transformers import SentenceTransformer

    left: dict[str, NDArray[np.float32]] = {}
    if folder is not None:
        with np.load(folder.parent / "points.npz") as kept:
            left = dict(zip(kept["ids"].tolist(), kept["points"], strict=True))
    new = [name for name in texts if name not in left]
    if new:
        model = SentenceTransformer(str(folder or model_folder()), device="cpu", local_files_only=True)
        for name in new:
            middle = model.encode(list(texts[name][1:7] or texts[name]), normalize_embeddings=True, show_progress_bar=False).mean(0)
            left[name] = middle / np.linalg.norm(middle)
    return np.array([left[name] for name in texts], dtype=np.float32)


def mean(before: Path, model: Any, points: NDArray[np.float32], names: Sequence[str]) -> tuple[Any, NDArray[np.float32]]:
    """The model and points half way between before and after: what was learned last, without what it made forget."""
    import torch
    from sentence_transformers import SentenceTransformer

    old = dict(SentenceTransformer(str(before), device="cpu", local_files_only=True)[0].auto_model.named_parameters())
    with torch.no_grad():
        for name, value in model[0].auto_model.named_parameters():
            value.add_((old[name] - value) / 2)
    with np.load(before.parent / "points.npz") as kept:
        left = dict(zip(kept["ids"].tolist(), kept["points"], strict=True))
    both = np.array([row + left.get(name, row) for name, row in zip(names, points, strict=True)], dtype=np.float32)
    return model, both / np.linalg.norm(both, axis=1, keepdims=True)


def changes(model: Any, packaged: Path) -> dict[str, NDArray[np.float32]]:
    """What training changed in the packaged weights: new minus old, by name; what stayed is left out."""
    from sentence_transformers import SentenceTransformer

    old = dict(SentenceTransformer(str(packaged), device="cpu", local_files_only=True)[0].auto_model.named_parameters())
    new = {name: (value - old[name]).detach().float().numpy() for name, value in model[0].auto_model.named_parameters()}
    return {name: change for name, change in new.items() if np.abs(change).max() > 0}


def figures(
    model: Any, points: NDArray[np.float32], names: Sequence[str], texts: Mapping[str, Sequence[str]],
    questions: Sequence[Taught], same: Mapping[str, frozenset[str]],
) -> dict[str, float]:  # fmt: skip
    """Share of questions whose answer is first, among three, eight and 32: by keys, by points and by both."""
    held = [one for one in questions if len(one.right) == 1 and one.right[0] in texts]
    asked = model.encode([one.text for one in held], normalize_embeddings=True, batch_size=64, show_progress_bar=False)
    flat = [text for name in names for text in texts[name]]
    owners = np.repeat(np.arange(len(names)), [len(texts[name]) for name in names])
    keys = model.encode(flat, normalize_embeddings=True, batch_size=64, show_progress_bar=False)
    best = np.maximum.reduceat(asked @ keys.T, np.searchsorted(owners, np.arange(len(names))), axis=1)
    near = asked @ points.T
    place = {name: n for n, name in enumerate(names)}
    found: dict[str, float] = {"kept out": len(held)}
    for label, scores in (("keys", best), ("points", near), ("both", best + near)):
        ranks = []
        for row, one in zip(scores, held, strict=True):
            right = [place[n] for n in {*one.right, *one.also, *same.get(one.right[0], ())} if n in place]
            ranks.append(int((row > row[right].max()).sum()))
        found.update({f"{label} {k}": round(float(np.mean([r < k for r in ranks])), 4) for k in (1, 3, 8, 32)})
    return found
