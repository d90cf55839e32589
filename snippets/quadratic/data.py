"""Noisy points of a parabola: a task whose best answer is known.

Data from a formula plus noise of known size let everything that follows be
judged: the coefficients can be found, up to what the noise hides, and no model can
predict the noise. Here y = x**2 + 2 x - 8 with noise of standard deviation 1.

Claims:
    holds: The same seed gives the same noise, and another seed gives other noise.
    holds: The noise is the difference between the points and the parabola: mean 0 and variance 1.
    refuted: Least squares on noisy points gives back the coefficients of the formula.
    refuted: The true coefficients have the smallest mean squared error on the points.
"""

import numpy as np
import tensorflow as tf

TRUTH = (1.0, 2.0, -8.0)
"""Coefficients of x**2, of x and of 1."""
NOISE = 1.0
"""Standard deviation of the noise."""
COUNT = 201


def parabola(x):
    """Return the height of the true parabola at each x, of the same shape as x."""
    square, linear, constant = TRUTH
    return square * x**2 + linear * x + constant


def points(seed: int = 0) -> tuple[tf.Tensor, tf.Tensor]:
    """Return x, evenly spaced from -3 to 3, and noisy y: both float32, shape (COUNT,)."""
    x = tf.linspace(-3.0, 3.0, COUNT)
    return x, parabola(x) + tf.random.stateless_normal([COUNT], seed=[seed, 0], stddev=NOISE)


def best_coefficients(x, y) -> np.ndarray:
    """Solve for the least-squares coefficients of x**2, x and 1 in float64, shape (3,)."""
    columns = np.stack([np.asarray(x, "float64") ** power for power in (2, 1, 0)], axis=1)
    return np.linalg.lstsq(columns, np.asarray(y, "float64"))[0]


def mean_squared_error(coefficients, x, y) -> float:
    """Return the mean squared distance between y and the parabola of these coefficients, in float64."""
    return float(np.mean((np.polyval(coefficients, np.asarray(x, "float64")) - np.asarray(y, "float64")) ** 2))


def picture(x, *curves, width: int = 60, height: int = 12) -> str:
    """Draw curves over x as text, the first with dots, the second with o; all of shape (n,)."""
    canvas = np.full((height, width), " ")
    low, high = min(np.min(curve) for curve in curves), max(np.max(curve) for curve in curves)
    for mark, curve in zip(".o", curves, strict=False):
        rows = np.rint((high - np.asarray(curve)) / (high - low) * (height - 1)).astype(int)
        columns = np.rint((np.asarray(x) - np.min(x)) / np.ptp(x) * (width - 1)).astype(int)
        canvas[rows, columns] = mark
    return "\n".join("".join(row).rstrip() for row in canvas)


def main() -> None:
    """Draw the points with the parabola, and compare it with the best one."""
    x, y = points()
    print(picture(x, y, parabola(x)))
    print()
    best = best_coefficients(x, y)
    for name, coefficients in (("truth", np.array(TRUTH)), ("least squares", best)):
        error = mean_squared_error(coefficients, x, y)
        print(f"{name:<14}{np.array2string(coefficients, precision=3, sign=' ')}  mean squared error {error:.4f}")


if __name__ == "__main__":
    main()
