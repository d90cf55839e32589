import keras
import numpy as np
import pytest

from snippets.data import digits

THREE = """\
#####
   #
  #
   #
    #
#   #
 ###"""


def place(picture):
    """Return top and left of what is not black, and the brightness there at its largest."""
    rows, columns = np.nonzero(picture)
    return int(rows.min()), int(columns.min()), float(picture.max())


@pytest.mark.parametrize("noise", [0.0, 0.15])
def test_equal_seeds_draw_equal_pictures(noise):
    """holds: Equal seeds draw equal pictures; another seed draws the same digits otherwise."""
    first, second = (digits.draw([3] * 20, seed=7, noise=noise) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(digits.digits(20, seed=7)[1], digits.digits(20, seed=7)[1])


def test_another_seed_draws_other_pictures():
    """holds: Equal seeds draw equal pictures; another seed draws the same digits otherwise."""
    places = [place(digits.draw([8], seed, noise=0.0)[0]) for seed in range(30)]
    # With 9 places, 30 seeds leave one out with a chance of 9 * (8/9)**30, so ask for more than half of them.
    assert len({(top, left) for top, left, _ in places}) > 4
    assert len({brightness for _, _, brightness in places}) == 30
    noises = [digits.draw([8], seed, noise=0.15)[0, -1] for seed in range(30)]
    assert len({noise.tobytes() for noise in noises}) == 30


def test_a_picture_is_its_glyph_moved_and_faded():
    """holds: A picture is the glyph of its label, moved by at most one pixel, faded to 60-100 % and made noisy."""
    labels = np.arange(300) % 10
    tops, lefts = set(), set()
    for picture, label in zip(digits.draw(labels, seed=1, noise=0.0), labels, strict=True):
        top, left, brightness = place(picture)
        left -= label == 1  # the glyph of 1 leaves its first column black
        expected = np.zeros((digits.SIZE, digits.SIZE), "float32")
        expected[top : top + 7, left : left + 5] = brightness * digits.glyph(label)
        np.testing.assert_array_equal(picture, expected)
        assert 0.6 <= brightness <= 1.0
        tops.add(top)
        lefts.add(int(left))
    assert tops == {0, 1, 2}
    assert lefts == {1, 2, 3}


def test_the_noise_has_its_deviation():
    """holds: A picture is the glyph of its label, moved by at most one pixel, faded to 60-100 % and made noisy."""
    corners = digits.draw([3] * 1000, seed=1, noise=0.2)[:, -1]
    # The last row is never drawn on; half of a normal distribution lies above 0 and has the mean square 0.2**2 / 2.
    # The relative error of a mean square of about 10000 values is about 2 %, so 10 % is five times that.
    assert np.mean(corners**2) == pytest.approx(0.2**2 / 2, rel=0.1)
    assert np.mean(corners == 0) == pytest.approx(0.5, abs=0.03)


def test_a_glyph_looks_like_its_digit():
    rows = ["".join(" #"[int(pixel)] for pixel in row) for row in digits.glyph(3)]
    assert [row.rstrip() for row in rows] == THREE.splitlines()
    assert len({digits.glyph(digit).tobytes() for digit in range(10)}) == 10


def test_a_move_by_one_pixel_defeats_the_closest_mean():
    """refuted: Choosing the closest mean picture still tells nearly all digits when they may move by one pixel."""
    assert digits.nearest_mean_accuracy(shift=0) > 0.99
    # 61 % of 500; the standard error of such a share is 2 %. Guessing gives 10 %.
    assert 0.5 < digits.nearest_mean_accuracy(shift=1) < 0.75


def test_training_and_test_differ_in_every_picture_but_not_in_distribution():
    """holds: Training and test pictures come from one distribution and share no picture."""
    (pictures, labels), (others, truth) = digits.training_and_test(1000, 1000)
    # Counts of 100 stray by 10, so their difference by 14; mean pixels by .4 / sqrt(100), their difference by .06.
    np.testing.assert_allclose(np.bincount(labels), np.bincount(truth), atol=5 * 14)
    for digit in range(10):
        difference = pictures[labels == digit].mean(axis=0) - others[truth == digit].mean(axis=0)
        assert np.abs(difference).max() < 5 * 0.06
    assert not {picture.tobytes() for picture in pictures} & {picture.tobytes() for picture in others}
    assert len({picture.tobytes() for picture in pictures}) == 1000


def test_digits_come_with_shapes_dtypes_and_only_the_wanted_classes():
    pictures, labels = digits.digits(50, seed=3, classes=(4, 9))
    assert (pictures.shape, pictures.dtype, labels.shape, labels.dtype) == (
        (50, digits.SIZE, digits.SIZE),
        "float32",
        (50,),
        "int32",
    )
    assert set(labels.tolist()) == {4, 9}
    assert pictures.min() >= 0.0
    assert pictures.max() <= 1.0


def test_mnist_can_take_the_place_of_the_drawn_digits(monkeypatch):
    raw = np.arange(4 * 28 * 28).reshape(4, 28, 28).astype("uint8"), np.array([5, 0, 4, 1], "uint8")
    monkeypatch.setattr(digits, "MNIST", True)
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: (raw, raw))
    (pictures, labels), (others, truth) = digits.training_and_test(2, 1, classes=(0, 1, 5))
    assert labels.tolist() == [5, 0]
    assert truth.tolist() == [5]
    assert (pictures.shape, pictures.dtype, labels.dtype) == ((2, 28, 28), "float32", "int32")
    np.testing.assert_allclose(others[0], raw[0][0] / 255, rtol=1e-6)


def test_a_picture_is_written_with_a_character_for_each_pixel():
    assert digits.as_text([[0.0, 0.25, 0.5], [0.75, 1.0, 0.1]]) == " .:\n*# "
    assert digits.beside([[[0.0], [1.0]], [[1.0], [0.5]]]) == "   #\n#  :"
