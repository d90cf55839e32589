import pytest

from snippets.gradients import tape


@pytest.mark.parametrize("point", [-2.0, -0.5, 0.0, 1.0, 3.0])
def test_the_gradient_of_a_square_is_twice_the_point(point):
    """holds: `tape.gradient` gives the derivative of the recorded computation."""
    # Exact in float32: doubling only moves the exponent.
    assert tape.gradient_of_square(point) == 2 * point


@pytest.mark.parametrize("point", [-2.0, 1.0, 3.0])
def test_the_gradients_agree_with_central_differences(point):
    """holds: `tape.gradient` gives the derivative of the recorded computation."""
    step = 1e-5
    differences = [((point + step) ** power - (point - step) ** power) / (2 * step) for power in (2, 3)]
    # A central difference is off by step**2 (1e-10) and by rounding (1e-10); float32 holds 1e-7 of the value.
    assert tape.gradients_of_square_and_cube(point, persistent=True) == pytest.approx(differences, rel=1e-6)


def test_an_ordinary_tape_answers_once():
    """holds: A tape is used up by its first gradient: asking it again raises a RuntimeError."""
    with pytest.raises(RuntimeError, match="non-persistent"):
        tape.gradients_of_square_and_cube(3.0)


def test_a_persistent_tape_answers_again():
    """holds: A tape made with `persistent=True` can be asked for gradients more than once."""
    assert tape.gradients_of_square_and_cube(3.0, persistent=True) == [2 * 3.0, 3 * 3.0**2]


def test_the_gradient_belongs_to_the_recorded_value():
    """refuted: Assigning to a variable after recording changes the gradient."""
    gradient, now = tape.gradient_after_assign(recorded=3.0, assigned=5.0)
    assert now == 5.0
    assert gradient == 2 * 3.0


def test_a_constant_has_a_gradient_only_when_watched():
    """holds: The gradient with respect to a constant is None unless the tape watches the constant."""
    assert tape.gradient_of_constant(3.0, watch=False) is None
    assert tape.gradient_of_constant(3.0, watch=True) == 2 * 3.0
