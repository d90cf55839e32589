from __future__ import annotations

import pytest

from tracker.runner.output import LIMIT, Capture

STARTING = """\
WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
I0000 00:00:1795226798.640624    3125 cudart_stub.cc:31] Could not find cuda drivers on your machine.
I0000 00:00:1795226799.085043    3125 cpu_feature_guard.cc:227] This TensorFlow binary is optimized to use instructions.
To enable the following instructions: AVX2 FMA, in other operations, rebuild TensorFlow with the right compiler flags.
E0000 00:00:1795226802.957789    3125 cuda_platform.cc:52] failed call to cuInit: INTERNAL: CUDA error
2026-03-02 10:15:00.123456: I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is optimized.
2026-03-02 10:15:00.123456: W tensorflow/core/framework/local_rendezvous.cc:404] Local rendezvous is aborting
"""


def capture(*chunks: bytes, drop_noise: bool = False) -> tuple[str, list[str]]:
    """What is kept, and the pieces that were passed on."""
    pieces: list[str] = []
    stream = Capture(pieces.append, drop_noise=drop_noise)
    for chunk in (*chunks, b""):
        stream.feed(chunk)
    assert "".join(pieces) == stream.text
    return stream.text, pieces


def test_text_is_passed_on_as_it_comes():
    assert capture(b"Epoch 1", b" done\n") == ("Epoch 1 done\n", ["Epoch 1", " done\n"])


def test_a_character_that_comes_in_two_pieces_is_one_character():
    assert capture(b"\xe2\x88", b"\x82x\n")[0] == "∂x\n"


@pytest.mark.parametrize(("sent", "kept"), [(b"a\xffb", "a\ufffdb"), (b"cut \xe2\x88", "cut \ufffd")])
def test_bytes_that_are_no_text_are_replaced(sent, kept):
    assert capture(sent)[0] == kept


def test_the_start_of_tensorflow_is_no_news():
    assert capture(STARTING.encode(), drop_noise=True) == ("", [])


@pytest.mark.parametrize("size", [1, 7, 100])
def test_noise_is_known_in_whatever_pieces_it_comes(size):
    sent = f"before\n{STARTING}after".encode()
    assert capture(*(sent[at : at + size] for at in range(0, len(sent), size)), drop_noise=True)[0] == "before\nafter"


@pytest.mark.parametrize(
    "line",
    [
        "WARNING:tensorflow:5 out of the last 5 calls to <f> triggered tf.function retracing.\n",
        "W0000 00:00:1795226798.640624    3125 cache_dataset_ops.cc:1] The calling iterator did not fully read.\n",
        "2026-03-02 10:15:00.123456: E tensorflow/core/kernels/matmul.cc:1] shapes differ\n",
        "I think, therefore I print\n",
        "ValueError: tf.function retraced on gpu\n",
        "no end of line",
    ],
)
def test_what_a_snippet_or_a_warning_says_is_kept(line):
    assert capture(line.encode(), drop_noise=True)[0] == line


def test_a_stream_without_an_end_is_cut_with_a_note():
    text, pieces = capture(*[b"x" * 65_536] * 40)
    assert text == "x" * LIMIT + "\n[cut here: more than 1,000,000 characters]\n"
    assert len(pieces) == 16


def test_a_line_without_an_end_is_not_held_back_for_ever():
    text, pieces = capture(*[b"." * 10_000] * 10, drop_noise=True)
    assert len(text) == 100_000
    assert len(pieces) > 1


def test_the_moment_of_the_first_text_is_known():
    stream = Capture(lambda text: None)
    stream.feed(b"")
    assert stream.first is None
    stream.feed(b"now")
    first = stream.first
    stream.feed(b"later")
    assert first is not None
    assert stream.first == first
