import pytest
import tensorflow as tf

from snippets.history import then_and_now


@pytest.mark.parametrize("name", ["Session", "placeholder", "get_variable", "global_variables_initializer"])
def test_names_of_the_session_have_moved(name):
    """outdated: A program calls `tf.Session`, `tf.placeholder` and `tf.get_variable`."""
    with pytest.raises(AttributeError, match="has no attribute"):
        getattr(tf, name)
    assert callable(getattr(tf.compat.v1, name))
    assert then_and_now.home(name) == "tf.compat.v1"


@pytest.mark.parametrize("name", ["contrib", "estimator.Estimator", "layers.dense"])
def test_some_names_are_gone_from_the_past_too(name):
    """refuted: `tf.compat.v1` still has all of TensorFlow 1."""
    assert then_and_now.home(name) == "gone"
    # Not even its first part is there, or the part refuses to give the rest.
    with pytest.raises(AttributeError, match=r"has no attribute|not available with Keras 3"):
        module = tf.compat.v1
        for part in name.split("."):
            module = getattr(module, part)


@pytest.mark.parametrize(("number", "place"), [(-5.0, 0), (0.3, 1), (0.5, 2), (0.7, 2), (9.0, 3)])
def test_feature_columns_outlived_the_estimators(number, place):
    """refuted: `tf.feature_column` went away together with `tf.estimator`."""
    assert then_and_now.home("estimator") == "gone"
    assert then_and_now.home("feature_column.numeric_column") == "tf"
    # Three boundaries make four intervals, each with its lower boundary in it.
    assert then_and_now.bucket(number, [0.0, 0.5, 1.0]) == [float(position == place) for position in range(4)]


@pytest.mark.parametrize("learning_rate", [0.1, 0.25, 0.9])
def test_then_and_now_take_the_same_steps(learning_rate):
    """holds: A session with an optimizer of TensorFlow 1 and a tape in a `tf.function` take the same steps."""
    # Each step multiplies the distance to the target by 1 - 2 * learning_rate.
    expected = [4.0 * (1 - (1 - 2 * learning_rate) ** step) for step in range(1, 6)]
    # Five steps in float32 are off by a few 1e-7.
    assert then_and_now.descend_then(4.0, learning_rate, steps=5) == pytest.approx(expected, rel=1e-5)
    assert then_and_now.descend_now(4.0, learning_rate, steps=5) == pytest.approx(expected, rel=1e-5)
    assert tf.executing_eagerly()


def test_what_survived_is_found_where_it_always_was():
    for name in ("gradients", "Graph", "constant", "feature_column.bucketized_column"):
        assert then_and_now.home(name) == "tf"
