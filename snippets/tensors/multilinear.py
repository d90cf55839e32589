"""Multilinear maps: what a tensor is when it is more than an array.

In mathematics a tensor is a map that takes vectors and returns a number, linear
in each of them. The array holds its components: what the map says of the basis
vectors. Another basis gives another array for the same map, so a sum over
components that belong together, an `einsum`, is what does not depend on it.

Claims:
    holds: The component of a bilinear map at row i and column j is its value at the basis vectors i and j.
    holds: A sum over components, `tf.einsum("ij,i,j->", t, u, v)`, is linear in `u` and linear in `v`.
    refuted: A bilinear map is linear, so doubling both of its vectors doubles the number.
    holds: Another basis changes the components of a map and of its vectors, but not the number they give.
    qualified: The components of a vector change by the same rule as those of a bilinear map.
"""

import numpy as np
import tensorflow as tf

FORM = [[2.0, 1.0, 0.0], [-1.0, 3.0, 4.0], [0.5, 0.0, 1.0]]
# The basis vectors stand in the columns, by their components in the old basis.
ROTATED = [[0.6, -0.8, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0]]
SKEWED = [[1.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.0, 0.0, 1.0]]


def value(form, u, v) -> float:
    """Return the number a bilinear map, components of shape (n, n), gives for two vectors, shape (n,); all float64."""
    return float(tf.einsum("ij,i,j->", form, u, v))


def components(n: int, bilinear) -> np.ndarray:
    """Ask a map of two vectors for its values at the basis vectors of n dimensions; return them, shape (n, n)."""
    basis = np.eye(n)
    return np.array([[bilinear(one, other) for other in basis] for one in basis])


def of_sum_and_sum_of(linear, u, v) -> tuple[float, float]:
    """Return `linear(2 u + 3 v)` and `2 linear(u) + 3 linear(v)` for two vectors of shape (n,)."""
    return linear(2 * u + 3 * v), 2 * linear(u) + 3 * linear(v)


def scaled(form, u, v, factor: float) -> float:
    """Return the number that the map gives when both vectors are multiplied by `factor`."""
    return value(form, factor * u, factor * v)


def form_in(basis, form) -> tf.Tensor:
    """Return the components of a bilinear map in a basis: its values at the new basis vectors, shape (n, n)."""
    return tf.einsum("ik,jl,ij->kl", basis, basis, form)


def vector_in(basis, vector, like_form: bool = False) -> tf.Tensor:
    """Return the components of a vector in a basis, shape (n,), or what the rule for a map makes of them."""
    column = vector[:, None]
    return (tf.transpose(basis) @ column if like_form else tf.linalg.solve(basis, column))[:, 0]


def main() -> None:
    """Evaluate one map in several bases, with the right rule for vectors and with the wrong one."""
    t, (u, v, w) = np.array(FORM), np.array([[1.0, 2.0, -1.0], [3.0, 0.0, 2.0], [0.0, 5.0, 1.0]])
    print("t(u, v)                          ", value(t, u, v))
    print("t(v, u)                          ", value(t, v, u))
    of_sum, sum_of = of_sum_and_sum_of(lambda x: value(t, x, v), u, w)
    print(f"t(2u + 3w, v)                     {of_sum}")
    print(f"2 t(u, v) + 3 t(w, v)             {sum_of}")
    print("t(2u, 2v)                        ", scaled(t, u, v, 2.0))
    print()
    print("basis      t[0, 0]   u                   t(u, v)   t(u, v), u and v changed like t")
    for name, basis in {"old": np.eye(3), "rotated": np.array(ROTATED), "skewed": np.array(SKEWED)}.items():
        form = form_in(basis, t)
        right, wrong = (
            value(form, *(vector_in(basis, vector, like_form) for vector in (u, v))) for like_form in (False, True)
        )
        shown = np.array2string(vector_in(basis, u).numpy(), precision=2)
        print(f"{name:<10} {form[0, 0]:7.2f}   {shown:<19} {right:7.2f}   {wrong:7.2f}")


if __name__ == "__main__":
    main()
