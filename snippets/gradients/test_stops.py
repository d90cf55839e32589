import pytest
import tensorflow as tf

from snippets.gradients import stops

POINTS = [-2.0, 0.5, 3.0]

# All values here are sums of a few powers of two, which float32 holds exactly.


@pytest.mark.parametrize("function", [stops.square, stops.half_stopped, stops.through_numpy, stops.through_a_variable])
@pytest.mark.parametrize("x", POINTS)
def test_all_ways_lead_to_the_square(function, x):
    assert float(function(tf.Variable(x))) == x**2


@pytest.mark.parametrize("x", POINTS)
def test_half_a_derivative_is_left_when_one_factor_is_a_constant(x):
    """holds: `tf.stop_gradient` returns its argument, but a tape takes the result for a constant."""
    assert float(stops.half_stopped(tf.constant(x))) == x**2
    assert stops.slope(stops.square, x) == 2 * x
    assert stops.slope(stops.half_stopped, x) == x


@pytest.mark.parametrize("x", POINTS)
def test_numpy_is_not_on_the_tape(x):
    """refuted: A tape follows a computation through NumPy."""
    assert float(stops.through_numpy(tf.constant(x))) == x**2
    assert stops.slope(stops.through_numpy, x) is None
    assert stops.slope(stops.square, x) == 2 * x


def test_an_integer_has_no_derivative():
    """refuted: A tape that watches a variable of an integer dtype gives the gradient with respect to it."""
    assert stops.slope(stops.square, 3, dtype="int32") is None
    assert stops.slope(stops.square, 3, dtype="float64") == 6.0


def test_an_integer_on_the_way_stops_the_way_back():
    assert stops.slope(stops.through_an_integer, 3.0) is None


@pytest.mark.parametrize("x", POINTS)
def test_a_variable_does_not_remember_where_its_value_came_from(x):
    """refuted: A tape follows a value that `assign` puts into another variable."""
    assert float(stops.through_a_variable(tf.constant(x))) == x**2
    assert stops.slope(stops.through_a_variable, x) is None


def test_flat_is_zero_and_unconnected_is_none():
    """holds: A flat function has the gradient 0, whereas one that does not use x has None, or 0 if asked for."""
    assert stops.slope(stops.flat, 3.0) == 0.0
    assert stops.slope(stops.elsewhere, 3.0) is None
    assert stops.slope(stops.elsewhere, 3.0, unconnected="zero") == 0.0


def test_a_bound_has_no_effect_below_it():
    assert stops.slope(stops.flat, 0.5) == 9.0
