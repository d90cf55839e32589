import numpy as np
import pytest

from snippets.tensors import ragged

ROWS = [[4.0, 2.0, 6.0], [5.0], [], [3.0, 1.0]]


def test_rows_of_different_lengths_need_a_ragged_tensor():
    """qualified: `tf.constant` refuses rows of different lengths, whereas `tf.ragged.constant` keeps them."""
    with pytest.raises(ValueError, match="non-rectangular"):
        ragged.tensor_of(ROWS, ragged=False)
    assert ragged.tensor_of(ROWS, ragged=True).to_list() == ROWS


def test_rows_after_an_empty_first_row_are_lost_without_a_word():
    """qualified: `tf.constant` refuses rows of different lengths, whereas `tf.ragged.constant` keeps them."""
    rows = [[], *ROWS]
    assert ragged.tensor_of(rows, ragged=False).shape == [5, 0]
    assert ragged.tensor_of(rows, ragged=True).to_list() == rows


def test_rows_of_one_length_need_no_ragged_tensor():
    assert ragged.tensor_of([[1.0, 2.0], [3.0, 4.0]], ragged=False).shape == [2, 2]


@pytest.mark.parametrize("rows", [ROWS, [[1.0, 2.0], [3.0], []], [[1.0], [2.0, 3.0], [], [4.0]]])
def test_the_splits_hold_what_the_shape_leaves_open(rows):
    """holds: A ragged dimension has the length None, and neighbours in `row_splits` differ by a row's length."""
    tensor = ragged.tensor_of(rows, ragged=True)
    assert tensor.shape.as_list() == [len(rows), None]
    assert ragged.row_lengths(tensor).numpy().tolist() == [len(row) for row in rows]


@pytest.mark.parametrize("longest", [1, 10, 1000])
def test_a_long_row_costs_its_own_values_only(longest):
    """refuted: A ragged tensor pads its rows in memory, so one long row makes every row expensive."""
    tensor = ragged.tensor_of([[1.0] * longest] + [[1.0]] * 9, ragged=True)
    # Each value once, and 11 positions: 10 rows have 11 ends. A padded tensor is a rectangle.
    assert ragged.stored_numbers(tensor) == (longest + 9 + 11, longest * 10)
    assert tensor.flat_values.shape == [longest + 9]


def test_padding_is_part_of_a_mean():
    """holds: The mean of a ragged row is over its own values, whereas zero padding pulls the mean towards zero."""
    tensor = ragged.tensor_of(ROWS, ragged=True)
    # By hand, and exact in float32: small integers and halves.
    np.testing.assert_array_equal(ragged.row_means(tensor), [4.0, 5.0, np.nan, 2.0])
    # Thirds are rounded to a relative 6e-8 in float32.
    np.testing.assert_allclose(ragged.row_means(tensor.to_tensor()), [12 / 3, 5 / 3, 0.0, 4 / 3], rtol=1e-7)


def test_padding_comes_off_again():
    """qualified: Padding with `to_tensor` and stripping with `tf.RaggedTensor.from_tensor` gives the rows back."""
    tensor = ragged.tensor_of(ROWS, ragged=True)
    assert ragged.padded_and_stripped(tensor, padding=0.0).to_list() == ROWS


def test_data_that_look_like_padding_come_off_too():
    """qualified: Padding with `to_tensor` and stripping with `tf.RaggedTensor.from_tensor` gives the rows back."""
    rows = [[7.0, 0.0], [0.0, 8.0, 9.0]]
    tensor = ragged.tensor_of(rows, ragged=True)
    assert ragged.padded_and_stripped(tensor, padding=0.0).to_list() == [[7.0], [0.0, 8.0, 9.0]]
    assert ragged.padded_and_stripped(tensor, padding=-1.0).to_list() == rows
