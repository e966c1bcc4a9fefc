"""Where the vectors of a generation's keys lie: in its folder, or on a Chroma server. The only importer of chromadb.

Both give the nearest keys and exact cosines of given keys; the same tests run on both. A generation is written
once, under the lock of library/build.py, and only read afterwards. Its collection has a name no other ever had:
Chroma keeps what it opened by path, and would go on with a folder that was removed and made again.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np

from assistant.errors import IndexUnavailable, SettingsError
from assistant.library.database import DATABASE, copied, pack
from assistant.library.encoder import Vectors

BATCH = 5000  # Chroma takes at most 5,461 at once
TRIES = 3  # of a request to the server
PAUSE = 0.2  # seconds before the second try; twice as long before each further one
IN_MEMORY = 256 << 20  # bytes of vectors
SECONDS = 10.0  # a request may take
OPEN = 100  # graphs that Chroma keeps open at most; a generation has one
SYNC = 1000  # keys after which Chroma writes its graph to files
_T = TypeVar("_T")


class Store(Protocol):
    """Vectors of a generation's keys."""

    def near(self, vector: Vectors, count: int) -> set[int]:
        """The keys nearest to a vector, nearly always the very nearest."""

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> Vectors:
        """Exact cosines of a vector to these keys, in their order."""

    def close(self) -> None:
        """Let files and connections go."""


def new_name() -> str:
    """A collection name no other generation ever had."""
    return f"keys-{uuid.uuid4().hex[:12]}"


def write(folder: Path, name: str, vectors: Vectors, url: str = "") -> None:
    """Write the vectors of a new generation: on the server when there is a url, else into the folder."""
    client = _server(url) if url else _local(folder / name)
    collection = client.create_collection(name, embedding_function=None, configuration=_how(len(vectors)))
    batch = BATCH if not url else 1000  # a request of 5,000 is 40 MB of JSON
    for start in range(0, len(vectors), batch):
        part = vectors[start : start + batch]
        ids = [str(start + n) for n in range(len(part))]
        embeddings = np.asarray(part).tolist()
        _again(lambda ids=ids, embeddings=embeddings: collection.upsert(ids=ids, embeddings=embeddings), url)  # type: ignore[misc]
    _close(client)
    if not url:
        pack(folder / name)
        np.save(folder / "vectors.npy", vectors)


def _how(count: int) -> Any:
    """Cosine, and a graph in files however few the keys: one that never was written is made anew at each opening."""
    sync = max(2, min(SYNC, count))
    return {"hnsw": {"space": "cosine", "sync_threshold": sync, "batch_size": min(100, sync)}}


def open_store(folder: Path, name: str, count: int, url: str = "") -> Store:
    """The vectors of a generation. Raises IndexUnavailable when they are missing or not as many as they should be."""
    return Served(url, name, count) if url else Embedded(folder, name, count)


def remove(name: str, url: str) -> None:
    """Remove a generation's collection from the server; what is not there is no error."""
    client = _server(url)
    if name in {collection.name for collection in client.list_collections(limit=1000)}:
        client.delete_collection(name)
    _close(client)


def answers(url: str) -> bool:
    """Does the server answer?"""
    try:
        _close(_server(url))
    except IndexUnavailable:
        return False
    return True


class Embedded:
    """Chroma on a copy of the generation's database; exact cosines from a memory-mapped file beside it."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self._copy = copied(folder / name)
        try:
            self._keys = _reader(Path(self._copy.name), name)
            self._vectors = _vectors(folder / "vectors.npy")
            _same(self._keys.count(), count)
        except BaseException:
            self._copy.cleanup()
            raise

    def near(self, vector: Vectors, count: int) -> set[int]:
        """The keys nearest to a vector."""
        try:
            found = self._keys.nearest(vector.tolist(), count)
        except Exception as error:  # Chroma's own errors for a database that was damaged under it
            raise IndexUnavailable(f"The index is damaged ({type(error).__name__}): run `python ingest.py`, which mends it.") from error
        return {int(key) for key in found}

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> Vectors:
        """Exact cosines of a vector to these keys."""
        return np.asarray(self._vectors[keys] @ vector, dtype=np.float32)

    def close(self) -> None:
        """Let the files go."""
        self._keys.close()
        self._copy.cleanup()


class Core:
    """A collection read through Chroma's compiled core alone: importing the client around it takes a third of a cold start."""

    HOME = "default_tenant", "default_database"

    def __init__(self, folder: Path, name: str) -> None:
        import chromadb_rust_bindings as chroma

        how = chroma.SqliteDBConfig(hash_type=chroma.MigrationHash.MD5, migration_mode=chroma.MigrationMode.Apply, url=str(folder / DATABASE))
        self._core: Any = chroma.Bindings(allow_reset=False, sqlite_db_config=how, persist_path=str(folder), hnsw_cache_size=OPEN)
        self._id = str(self._core.get_collection(name, *self.HOME).id)

    def count(self) -> int:
        """How many keys it holds."""
        return int(self._core.count(self._id, *self.HOME))

    def nearest(self, vector: list[float], count: int) -> list[str]:
        """Ids of the nearest keys."""
        found: list[str] = self._core.query(self._id, None, [vector], count, None, None, [], *self.HOME).ids[0]
        return found

    def close(self) -> None:
        """Let the files go; once more does nothing."""
        self._core = None


class Client:
    """The same through Chroma's client, which every release of it has."""

    def __init__(self, folder: Path, name: str) -> None:
        self._client = _local(folder)
        self._collection = self._client.get_collection(name, embedding_function=None)

    def count(self) -> int:
        """How many keys it holds."""
        return int(self._collection.count())

    def nearest(self, vector: list[float], count: int) -> list[str]:
        """Ids of the nearest keys."""
        found: list[str] = self._collection.query(query_embeddings=[vector], n_results=count, include=[])["ids"][0]
        return found

    def close(self) -> None:
        """Let the files go."""
        self._client.close()


def _reader(folder: Path, name: str) -> Core | Client:
    """The core where it is as this release of Chroma has it: it is no public interface."""
    try:
        return Core(folder, name)
    except (ImportError, AttributeError, TypeError):
        return Client(folder, name)


class Served:
    """A collection on a Chroma server; nothing of the vectors is held here."""

    def __init__(self, url: str, name: str, count: int) -> None:
        self._url = url
        self._client = _server(url)
        try:
            self._collection = self._client.get_collection(name, embedding_function=None)
        except Exception as error:
            _close(self._client)
            raise IndexUnavailable(
                f"The Chroma server at {_place(url)} does not hold the index: run `python ingest.py` with the same ASSISTANT_CHROMA_URL."
            ) from error
        _same(_again(self._collection.count, url), count)

    def near(self, vector: Vectors, count: int) -> set[int]:
        """The keys nearest to a vector."""
        asked = [vector.tolist()]
        found = _again(lambda: self._collection.query(query_embeddings=asked, n_results=count, include=[]), self._url)
        return {int(key) for key in found["ids"][0]}

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> Vectors:
        """Exact cosines of a vector to these keys: the server measures only them."""
        ids = [str(key) for key in keys]
        if not ids:
            return np.zeros(0, dtype=np.float32)
        asked = [vector.tolist()]
        found = _again(
            lambda: self._collection.query(query_embeddings=asked, ids=ids, n_results=len(ids), include=["distances"]), self._url
        )
        measured = dict(zip(found["ids"][0], found["distances"][0], strict=True))
        return np.asarray([1.0 - measured.get(key, 1.0) for key in ids], dtype=np.float32)

    def close(self) -> None:
        """Let the connections go."""
        _close(self._client)


def _vectors(path: Path) -> Vectors:
    """The vectors in memory; only very many stay in their file, where cutting it off would end the process."""
    many = path.stat().st_size > IN_MEMORY
    return np.asarray(np.load(path, mmap_mode="r") if many else np.load(path))  # the same pages as a plain array: faster to index


def _same(found: int, count: int) -> None:
    if found != count:
        raise IndexUnavailable(f"The vector store holds {found} keys, not {count}: run `python ingest.py`.")


def _place(url: str) -> str:
    """Where a server is, without the password that its address may hold."""
    return url.rpartition("@")[2]


def _again(call: Callable[[], _T], url: str) -> _T:
    """Try a request to the server a few times. Raises IndexUnavailable when it stays away."""
    import httpx

    for n in range(TRIES if url else 1):
        if n:
            time.sleep(PAUSE * 2 ** (n - 1))
        try:
            return call()
        except (httpx.HTTPError, ConnectionError) as error:
            last = error
    raise IndexUnavailable(f"The index is not available just now: the Chroma server at {_place(url)} does not answer.") from last


def _local(folder: Path) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))


def _server(url: str) -> Any:
    """A client of the server. Raises SettingsError for a bad url, IndexUnavailable when nothing answers."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"ASSISTANT_CHROMA_URL: {_place(url)!r} is not an address such as http://127.0.0.1:8000.")
    ssl = parts.scheme == "https"
    settings = Settings(anonymized_telemetry=False)

    def connect() -> Any:
        try:
            return chromadb.HttpClient(parts.hostname or "", parts.port or (443 if ssl else 8000), ssl=ssl, settings=settings)
        except ValueError as error:  # Chroma's own word for "nothing answers"
            raise ConnectionError(str(error)) from error

    client = _again(connect, url)
    session = _session(client)
    if session is not None:
        session.timeout = SECONDS  # Chroma sets none: a server that hangs would hang every question
    return client


def _session(client: Any) -> Any:
    """The HTTP client below a client of the server; None for one that has none."""
    return getattr(getattr(client, "_server", None), "_session", None)


def _close(client: Any) -> None:
    """Close a client, and the connections that Chroma itself leaves open."""
    session = _session(client)
    client.close()
    if session is not None:
        session.close()
