"""Against the libraries that are installed: an index is worth what it says about them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.runner.symbols import Symbols

ROOT = Path(__file__).parent.parent.parent

WALK = """
import types
import tensorflow as tf, keras, numpy as np
def walk(name, module, depth):
    for member in dir(module):
        try:
            value = getattr(module, member)
        except Exception:
            continue
        print(f"{name}.{member}")
        if isinstance(value, types.ModuleType) and depth and not member.startswith("_") and member != "src":
            walk(f"{name}.{member}", value, depth - 1)
walk("tf", tf, 2), walk("keras", keras, 2), walk("np", np, 1)
"""
"""Prints what the libraries hold when they are really imported."""


@pytest.fixture
def symbols() -> Symbols:
    return Symbols(None)


@pytest.mark.parametrize(
    "name",
    [
        "tf.keras.layers.Dense",
        "tf.losses.MeanSquaredError",
        "tf.optimizers.Adam",
        "tf.compat.v1.placeholder",
        "tf.data.Dataset.from_tensor_slices",
        "tensorflow.python.framework.ops",
        "keras.ops.matmul",
        "keras.src.models.Model",
        "np.linalg.eigh",
        "np.char.upper",
        "np.ma.masked_array",
        "np.float32",
        "numpy.distutils",
    ],
)
def test_a_name_of_a_library_is_no_problem(symbols, name):
    assert list(symbols.problem(f"`{name}`")) == []


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ketas.Model", "did you mean keras.Model?"),
        ("tf.contrib.layers", "is not in TensorFlow "),
        ("tf.Session", "did you mean tf.compat.v1.Session?"),
        ("tf.keras.layers.LSMT", "did you mean tf.keras.layers.LSTM?"),
        ("tf.losses.mean_absolute_eror", "is not in TensorFlow "),
        ("keras.layers.desne", "did you mean keras.layers.Dense?"),
        ("np.float", "is not in NumPy "),
        ("np.linalg.slove", "did you mean np.linalg.solve?"),
    ],
)
def test_a_name_that_no_library_has_is_a_problem(symbols, name, part):
    [message] = symbols.problem(f"It calls `{name}` twice: `{name}`.")
    assert message.startswith(f"`{name}` ")
    assert part in message


@pytest.mark.parametrize(
    "text",
    [
        "Sessions live on in `tf.compat.v1`, whereas `tf.Session` is gone.",
        "`tf.estimator` was removed from TensorFlow.",
        "Is `tf.estimator` still in TensorFlow?",
        "`tf.placeholder` is no longer there, so asking for it raises an AttributeError.",
    ],
)
def test_a_sentence_that_tells_of_what_is_gone_is_no_problem(symbols, text):
    assert list(symbols.problem(text)) == []


def test_no_name_that_an_import_shows_is_called_missing(symbols):
    done = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=True)
    held = [name for name in done.stdout.split() if re.fullmatch(r"(?:tf|keras|np)\.[\w.]+", name)]
    assert len(held) > 5000
    assert [message for name in held for message in symbols.problem(f"`{name}`")] == []


def test_the_bundled_logs_name_only_what_exists(symbols):
    files = [*ROOT.glob("content/**/*.md")]
    lines = [line for path in files for line in path.read_text().splitlines()]
    assert lines
    assert [message for line in lines for message in symbols.problem(line)] == []


def test_no_library_is_imported():
    script = (
        "import sys; from tracker.runner.symbols import Symbols\n"
        "assert list(Symbols(None).problem('`tf.nothing_here`, `keras.nothing_here` and `np.nothing_here`'))\n"
        "print(*sorted({'tensorflow', 'keras', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_nothing_is_read_for_a_text_that_names_no_library(tmp_path):
    symbols = Symbols(tmp_path / "cache")
    assert list(symbols.problem("Call `model.fit` as in e.g. `self.train`, then rest.")) == []
    assert not (tmp_path / "cache").exists()


def test_what_was_read_is_read_from_the_cache_the_next_time(tmp_path):
    assert list(Symbols(tmp_path).problem("`np.array`")) == []
    [file] = tmp_path.iterdir()
    index = json.loads(file.read_text())
    del index["numpy"]["array"]
    file.write_text(json.dumps(index))
    assert len(list(Symbols(tmp_path).problem("`np.array`"))) == 1


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"numpy": 3}'])
def test_a_broken_cache_is_written_anew(tmp_path, broken):
    list(Symbols(tmp_path).problem("`np.array`"))
    [file] = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(broken)
    assert len(list(Symbols(tmp_path).problem("`np.arrya`"))) == 1
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    assert len(list(Symbols(tmp_path / "file" / "cache").problem("`np.arrya`"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
