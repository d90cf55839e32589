import numpy as np
import pytest

from snippets.language import context_window


@pytest.mark.parametrize("window", [1, 3, 7])
def test_the_gradient_ends_at_the_window(window):
    """holds: The gradient of an output with respect to a token outside its window is exactly zero."""
    tokens = context_window.sequence(8)
    sizes = context_window.influence(context_window.attention_layers(1, window), tokens)
    assert (sizes[:-window] == 0).all()
    assert (sizes[-window:] > 0).all()


@pytest.mark.parametrize("window", [1, 3])
def test_a_change_outside_the_window_leaves_the_last_output_as_it_was(window):
    """holds: The gradient of an output with respect to a token outside its window is exactly zero."""
    run, tokens = context_window.attention_layers(1, window), context_window.sequence(8).numpy()
    before = run(tokens).numpy()[:, -1]
    for position in range(8):
        changed = tokens.copy()
        changed[:, position] += 1
        same = np.array_equal(before, run(changed).numpy()[:, -1])
        assert same == (position < 8 - window)


@pytest.mark.parametrize(("layers", "window", "seen"), [(1, 3, 3), (2, 3, 5), (3, 3, 7), (2, 4, 7)])
def test_each_layer_looks_further_back(layers, window, seen):
    """refuted: A model with layers of window w sees w tokens."""
    sizes = context_window.influence(context_window.attention_layers(layers, window), context_window.sequence(10))
    assert np.flatnonzero(sizes).tolist() == list(range(10 - seen, 10))
    assert context_window.reach(layers, window) == seen


def test_the_parameters_do_not_depend_on_the_window():
    """refuted: A longer window needs a larger attention layer."""
    width = context_window.WIDTH
    # Query, key, value and output: a matrix and a bias each.
    assert [context_window.parameters(window) for window in (1, 10, 300)] == [4 * (width * width + width)] * 3


def test_a_recurrent_network_has_no_window():
    """refuted: A recurrent network has a window too: the gradient of a token 30 steps back is exactly zero."""
    sizes = context_window.influence(context_window.recurrent_layer(), context_window.sequence(31))
    assert len(sizes) == 31
    assert (sizes > 0).all()
    # It fades, though.
    assert sizes[0] < sizes[-1] / 100


def test_the_mask_is_a_band():
    expected = [[1, 0, 0], [1, 1, 0], [0, 1, 1]]
    np.testing.assert_array_equal(context_window.window_mask(3, window=2), np.array(expected, bool))
