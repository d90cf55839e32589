import pytest
import tensorflow as tf

from snippets.gradients import functions

POINTS = [-2.0, 0.5, 3.0]

# All numbers here are small multiples of powers of two, which float32 holds exactly.


def power(x):
    """Return x**4, for which calculus has the derivatives 4 x**3 and 12 x**2."""
    return x * x * x * x


@pytest.mark.parametrize("x", POINTS)
def test_a_tape_goes_back_through_a_traced_function(x):
    """refuted: A tape sees nothing of a `tf.function` that is called in it, for the two are independent."""
    assert functions.derivative(tf.function(power), x) == 4 * x**3


@pytest.mark.parametrize(("x", "slope"), [(-2.0, -1.0), (0.5, 5.0)])
def test_a_tape_goes_back_through_the_branch_that_was_taken(x, slope):
    """refuted: A tape sees nothing of a `tf.function` that is called in it, for the two are independent."""

    @tf.function
    def bent(x):
        if x > 0:
            return 5 * x
        return -x

    assert functions.derivative(bent, x) == slope


@pytest.mark.parametrize("x", POINTS)
def test_the_cube_is_one(x):
    assert float(functions.cube(tf.constant(x))) == x**3


def test_a_tape_sees_nothing_of_numpy():
    assert functions.derivative(lambda x: tf.constant(functions.cube(x).numpy()), 3.0) is None


@pytest.mark.parametrize("x", POINTS)
def test_a_derivative_is_a_graph_like_any_other(x):
    """holds: A tape inside a `tf.function` leaves the operations of the derivative in the graph."""
    run = tf.function(functions.slope_of(power)).get_concrete_function(tf.TensorSpec([], tf.float32))
    stored = tf.compat.v1.GraphDef.FromString(run.graph.as_graph_def().SerializeToString())
    # Bytes know nothing of tapes: what they compute is in the graph.
    wrapped = tf.compat.v1.wrap_function(lambda: tf.graph_util.import_graph_def(stored, name=""), [])
    assert float(wrapped.prune("x:0", "Identity:0")(tf.constant(x))) == 4 * x**3


def test_the_graph_of_a_derivative_has_the_way_there_and_back():
    """holds: A tape inside a `tf.function` leaves the operations of the derivative in the graph."""
    assert functions.operations(power).count("Mul") == 3
    # Each product on the way is met by products with its two factors on the way back.
    assert functions.operations(functions.slope_of(power)).count("Mul") == 3 + 2 * 3
    assert "AddN" in functions.operations(functions.slope_of(power))


def test_tracing_needs_no_tape():
    """holds: A function that was traced without a tape can be differentiated later without another trace."""
    traced = tf.function(power)
    traced(tf.constant(1.0))
    assert [functions.derivative(traced, x) for x in POINTS] == [4 * x**3 for x in POINTS]
    assert traced.experimental_get_tracing_count() == 1


def test_a_call_of_a_function_is_one_operation_to_a_tape():
    """refuted: A tape around a `tf.function` gives the derivative of one of its outputs with respect to another."""
    # By hand: y = z**2 with z = 9, and y = x**4 with x = 3.
    assert functions.between_outputs(graph=False) == (18.0, 108.0)
    assert functions.between_outputs(graph=True) == (None, 108.0)


@pytest.mark.parametrize("x", POINTS)
def test_an_outer_tape_differentiates_the_inner_one(x):
    """holds: A tape around a tape inside a `tf.function` gives the second derivative."""
    assert functions.derivative(tf.function(functions.slope_of(power)), x) == 12 * x**2
