"""What was learned is kept small, read back nearly whole, and belongs to the packaged weights alone."""

import tomllib

import numpy as np

from assistant.library import learned, places
from assistant.library.encoder import PACKAGED_SHA256, learns, weights_name


def test_changes_and_points_come_back_nearly_whole(tmp_path):
    """4 bits of a weight's change, 8 of a point: close to what was given."""
    draw = np.random.default_rng(0)
    changes = {"layer.weight": draw.normal(size=(6, 8)).astype(np.float32), "layer.bias": draw.normal(size=8).astype(np.float32)}
    points = {"b": np.array([0.6, 0.8], np.float32), "a": np.array([1.0, 0.0], np.float32)}
    learned.write(changes, points, tmp_path / "learned.npz")
    with np.load(tmp_path / "learned.npz") as kept:
        back = learned._unpacked(kept["layer.weight|4"], kept["layer.weight|s"])
        assert kept["layer.weight|4"].nbytes == changes["layer.weight"].size // 2
        np.testing.assert_allclose(kept["layer.bias|f"], changes["layer.bias"], atol=1e-2)
        assert kept["point ids"].tolist() == ["a", "b"]
    assert np.abs(back - changes["layer.weight"]).max() <= np.abs(changes["layer.weight"]).max() / 7


def test_the_shipped_points_are_unit_vectors():
    """One for each answer that was learned."""
    points = learned.points()
    assert len(points) > 1000
    np.testing.assert_allclose([np.linalg.norm(vector) for vector in points.values()], 1.0, atol=1e-5)


def test_what_was_learned_belongs_to_the_packaged_weights():
    """A site's own model goes without it."""
    assert learns(f"all-MiniLM-L6-v2-{PACKAGED_SHA256[:8]}-{learned.version()}")
    assert not learns("my-model-01234567")


def test_weights_name_changes_with_what_was_learned(tmp_path):
    """Another model is named by its folder and its own hash."""
    (tmp_path / "modules.json").write_text("[]")
    assert weights_name(tmp_path).startswith(tmp_path.name)


def test_where_it_came_from_is_told():
    """Data, day and result stand beside the weights."""
    told = tomllib.loads(learned.FILE.with_suffix(".toml").read_text())
    assert told["questions"] > 20_000
    assert told["result"]["kept out"] > 1_000


def test_middles_come_back_nearly_whole(tmp_path, monkeypatch):
    """Eight bits of each; those made with another encoder are none."""
    given = {"b": np.array([[0.6, 0.8], [0.8, 0.6]], np.float32), "a": np.array([[1.0, 0.0]], np.float32)}
    file = tmp_path / "middles.npz"
    learned.write_middles(given, file)
    monkeypatch.setattr(learned, "MIDDLES", file)
    learned.middles.cache_clear()
    back = learned.middles()
    assert list(back) == ["a", "b"]
    np.testing.assert_allclose(back["b"], given["b"], atol=1e-2)
    learned.middles.cache_clear()
    monkeypatch.setattr(learned, "version", lambda: "another")
    assert learned.middles() == {}
    learned.middles.cache_clear()


def test_the_shipped_middles_are_this_encoder_s():
    """Up to four unit vectors for each answer that was learned."""
    learned.middles.cache_clear()
    middles = learned.middles()
    assert len(middles) > 1000, "made with another encoder: python ingest.py, python -m eval.train middles, python ingest.py"
    assert all(1 <= len(rows) <= 4 for rows in middles.values())
    np.testing.assert_allclose([np.linalg.norm(row) for rows in middles.values() for row in rows], 1.0, atol=1e-5)


def test_what_has_no_middles_lies_at_its_point(tmp_path):
    """Of three passages the second has two middles: the best of each vector sought, and the mean of the first's."""
    np.save(tmp_path / "middles.npy", np.array([[1, 0], [0, 1]], np.float32))
    np.save(tmp_path / "middle_owners.npy", np.array([1, 1], np.int32))
    points = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]], np.float32)
    sought = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32)
    near = places.Middles(tmp_path, 3).near([2, 1], sought, points)
    np.testing.assert_allclose(near, [[0.7, 0.8, 0.9, 0.7], [1, 1, 0.8, 0.5]], atol=1e-6)
    np.testing.assert_allclose(places.Middles(tmp_path, 3).near([0], sought, points), [[0.1, 0.2, 0.3, 0.1]], atol=1e-6)
