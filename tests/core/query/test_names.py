import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.query.names import APART, names, parts, segments


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("GradientTape", "Gradient Tape"),
        ("trainableVariables", "trainable Variables"),
        ("TFRecordDataset", "TF Record Dataset"),
        ("Conv2DTranspose", "Conv 2D Transpose"),
        ("conv2d", "conv 2d"),
        ("float32", "float 32"),
        ("word2vec", "word 2 vec"),
        ("梯度下降", "梯 度 下 降"),
        ("tape梯度", "tape 梯 度"),
        ("勾配テープ", "勾 配 テ ー プ"),
        ("텐서를", "텐 서 를"),
    ],
)
def test_a_name_has_parts(name: str, cut: str) -> None:
    assert parts(name) == cut.split()
    assert names(f"a {name}, so") == cut


@pytest.mark.parametrize(
    "name", ["tape", "GPUs", "LSTMs", "ReLU", "x1", "2D", "tensor", "MNIST", "über", "हिन्दी", "1000"]
)
def test_a_name_without_parts_is_its_own(name: str) -> None:
    assert parts(name) == [name]
    assert names(name) == ""


def test_names_are_kept_apart_and_said_once() -> None:
    text = "A GradientTape is a GradientTape and no MaxPooling."
    assert names(text) == f"Gradient Tape {APART} Max Pooling"


@given(st.text())
def test_the_segments_of_a_text_are_all_of_it(text: str) -> None:
    assert "".join(piece for piece, _ in segments(text)) == text


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_the_parts_of_a_name_are_all_of_it(name: str) -> None:
    assert "".join(parts(name)) == name
