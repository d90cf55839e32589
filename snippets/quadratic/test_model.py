import numpy as np
import pytest
import tensorflow as tf

from snippets.quadratic import data, model


def test_the_variables_are_the_coefficients():
    """holds: The model has three trainable variables: the coefficients of x**2, of x and of 1."""
    quadratic = model.Quadratic()
    assert len(quadratic.trainable_variables) == 3
    for variable, number in zip(
        (quadratic.square, quadratic.linear, quadratic.constant), (3.0, -2.0, 5.0), strict=True
    ):
        variable.assign(number)
    assert quadratic.coefficients() == [3.0, -2.0, 5.0]
    # 3 * 4 - 2 * 2 + 5 and 3 * 1 + 2 + 5: small integers are exact.
    assert quadratic(tf.constant([2.0, 0.0, -1.0])).numpy().tolist() == [13.0, 5.0, 10.0]


def test_a_seed_fixes_the_start():
    """holds: The same seed starts with the same coefficients, between 0 and 5; another seed starts with others."""
    starts = [model.Quadratic(seed).coefficients() for seed in range(100)]
    assert starts[7] == model.Quadratic(7).coefficients()
    assert len({tuple(start) for start in starts}) == 100
    assert np.min(starts) >= 0
    # Of 300 uniform numbers the largest is within 2 % of 5, but for a chance of .98**300, 0.2 %.
    assert 4.9 < np.max(starts) < 5


def test_the_graph_computes_what_python_computes():
    """holds: Decorating `__call__` with `tf.function` computes the same parabola in a graph."""
    quadratic, x = model.Quadratic(), tf.linspace(-3.0, 3.0, 7)
    operations = {operation.type for operation in quadratic.__call__.get_concrete_function(x).graph.get_operations()}
    assert {"ReadVariableOp", "Mul"} <= operations
    # Values up to 60 in float32.
    np.testing.assert_allclose(quadratic(x), np.polyval(quadratic.coefficients(), x.numpy()), rtol=1e-5)


@pytest.mark.parametrize("seed", [22, 1, 2])
def test_a_random_start_is_worse_than_the_mean(seed):
    """refuted: A model that starts at random is about as good as the constant mean of y."""
    error, of_mean = model.untrained_errors(seed)
    x, y = (part.numpy().astype("float64") for part in data.points())
    assert of_mean == pytest.approx(y.var(), rel=1e-5)
    assert error == pytest.approx(np.mean((np.polyval(model.Quadratic(seed).coefficients(), x) - y) ** 2), rel=1e-5)
    assert error > 1.5 * of_mean
