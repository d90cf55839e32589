import numpy as np
import pytest

from snippets.tensors import multilinear

RANDOM = np.random.default_rng(0)
U, V, W = RANDOM.normal(size=(3, 3))
FORM = np.array([[2.0, 1.0, 0.0], [-1.0, 3.0, 4.0], [0.5, 0.0, 1.0]])
ROTATED = np.array([[0.6, -0.8, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0]])
SKEWED = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.0, 0.0, 1.0]])
# Everything is float64: a dozen additions and products are off by a few 1e-16 of their size.
CLOSE = {"rel": 1e-12}


def test_the_components_are_values_at_basis_vectors():
    """holds: The component of a bilinear map at row i and column j is its value at the basis vectors i and j."""
    found = multilinear.components(3, lambda one, other: multilinear.value(FORM, one, other))
    np.testing.assert_array_equal(found, FORM)
    # A map that no array defines: the determinant of two vectors of the plane.
    area = multilinear.components(2, lambda one, other: np.linalg.det(np.stack([one, other])))
    np.testing.assert_array_equal(area, [[0, 1], [-1, 0]])


def test_the_value_is_row_times_matrix_times_column():
    assert multilinear.value(FORM, U, V) == pytest.approx(U @ FORM @ V, **CLOSE)


def test_the_sum_is_linear_in_each_vector():
    """holds: A sum over components, `tf.einsum("ij,i,j->", t, u, v)`, is linear in `u` and linear in `v`."""
    for matrix, linear in (
        (FORM, lambda x: multilinear.value(FORM, x, V)),
        (FORM.T, lambda x: multilinear.value(FORM, V, x)),
    ):
        of_sum, sum_of = multilinear.of_sum_and_sum_of(linear, U, W)
        assert of_sum == pytest.approx((2 * U + 3 * W) @ matrix @ V, **CLOSE)
        assert sum_of == pytest.approx(of_sum, **CLOSE)


@pytest.mark.parametrize("factor", [2.0, 3.0, -1.0])
def test_both_factors_come_out(factor):
    """refuted: A bilinear map is linear, so doubling both of its vectors doubles the number."""
    assert multilinear.scaled(FORM, U, V, factor) == pytest.approx(factor**2 * multilinear.value(FORM, U, V), **CLOSE)


@pytest.mark.parametrize("basis", [SKEWED, ROTATED, SKEWED @ ROTATED])
def test_the_number_does_not_depend_on_the_basis(basis):
    """holds: Another basis changes the components of a map and of its vectors, but not the number they give."""
    form = multilinear.form_in(basis, FORM)
    u, v = (multilinear.vector_in(basis, x) for x in (U, V))
    assert np.abs(form - FORM).max() > 0.1
    assert np.abs(u - U).max() > 0.1
    # The vector is the same arrow: its new components times the new basis vectors.
    assert basis @ u.numpy() == pytest.approx(U, **CLOSE)
    assert multilinear.value(form, u, v) == pytest.approx(U @ FORM @ V, **CLOSE)


@pytest.mark.parametrize(("basis", "same"), [(ROTATED, True), (SKEWED, False), (2 * ROTATED, False)])
def test_one_rule_fits_both_in_orthonormal_bases_only(basis, same):
    """qualified: The components of a vector change by the same rule as those of a bilinear map."""
    form = multilinear.form_in(basis, FORM)
    like_form = [multilinear.vector_in(basis, x, like_form=True) for x in (U, V)]
    np.testing.assert_allclose(like_form[0], basis.T @ U, rtol=1e-12)
    number = U @ FORM @ V
    assert (multilinear.value(form, *like_form) == pytest.approx(number, rel=1e-9)) == same
    assert np.allclose(basis.T @ basis, np.eye(3)) == same
