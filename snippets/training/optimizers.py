"""Optimizers: what SGD, momentum and Adam make of one and the same gradient.

A gradient says which way the loss rises. The optimizer decides how far to go
the other way, and may remember earlier gradients. Each rule is a line or two
of arithmetic on one parameter, written out here beside its Keras version.

Claims:
    holds: SGD moves a parameter by minus the learning rate times the gradient.
    holds: Momentum adds velocity = momentum * velocity - learning_rate * gradient to the parameter.
    holds: Under a constant gradient, momentum 0.9 lets the steps grow to ten times those of plain SGD.
    qualified: The first step of Adam is the learning rate times the sign of the gradient, whatever its size.
    refuted: AdamW is Adam with an L2 penalty in the loss.
"""

from collections.abc import Callable
from itertools import pairwise

import keras
import tensorflow as tf

LEARNING_RATE = 0.1


def sgd(position: float, gradients: list[float]) -> list[float]:
    """Return the positions of a parameter after each gradient."""
    positions = []
    for gradient in gradients:
        position -= LEARNING_RATE * gradient
        positions.append(position)
    return positions


def momentum(position: float, gradients: list[float], keep: float = 0.9) -> list[float]:
    """Return the positions with a velocity of which each step keeps a part."""
    velocity, positions = 0.0, []
    for gradient in gradients:
        velocity = keep * velocity - LEARNING_RATE * gradient
        position += velocity
        positions.append(position)
    return positions


def adam(position: float, gradients: list[float], beta_1=0.9, beta_2=0.999, epsilon=1e-7) -> list[float]:
    """Return the positions with running means of the gradient and of its square, corrected for their start at zero."""
    mean, square, positions = 0.0, 0.0, []
    for number, gradient in enumerate(gradients, start=1):
        mean = beta_1 * mean + (1 - beta_1) * gradient
        square = beta_2 * square + (1 - beta_2) * gradient**2
        rate = LEARNING_RATE * (1 - beta_2**number) ** 0.5 / (1 - beta_1**number)
        position -= rate * mean / (square**0.5 + epsilon)
        positions.append(position)
    return positions


def by_keras(optimizer: keras.optimizers.Optimizer, position: float, gradients: list[float]) -> list[float]:
    """Return the positions of a parameter that a Keras optimizer moves by the given gradients."""
    parameter = keras.Variable(position)
    optimizer.build([parameter])
    positions = []
    for gradient in gradients:
        optimizer.apply([tf.constant(gradient)])
        positions.append(float(parameter.value))
    return positions


def step_sizes(rule: Callable, count: int) -> list[float]:
    """Return the length of each of `count` steps of a rule under the constant gradient 1."""
    positions = [0.0, *rule(0.0, [1.0] * count)]
    return [before - after for before, after in pairwise(positions)]


def decayed(decoupled: bool, position: float, gradient: float, decay: float) -> float:
    """Return where AdamW leads if `decoupled`, else Adam with decay / 2 * position**2 added to the loss."""
    if decoupled:
        return by_keras(keras.optimizers.AdamW(LEARNING_RATE, weight_decay=decay), position, [gradient])[0]
    return by_keras(keras.optimizers.Adam(LEARNING_RATE), position, [gradient + decay * position])[0]


def main() -> None:
    """Feed the same gradients to three rules, by hand and by Keras."""
    gradients = [2.0, 1.0, 1.0, -0.5]
    rows = {
        "SGD": (sgd, keras.optimizers.SGD(LEARNING_RATE)),
        "momentum": (momentum, keras.optimizers.SGD(LEARNING_RATE, momentum=0.9)),
        "Adam": (adam, keras.optimizers.Adam(LEARNING_RATE)),
    }
    print(f"{'gradients':<20}" + "".join(f"{gradient:9.2f}" for gradient in gradients))
    for name, (rule, optimizer) in rows.items():
        for way, positions in (("by hand", rule(1.0, gradients)), ("Keras", by_keras(optimizer, 1.0, gradients))):
            print(f"{name:<10}{way:<10}" + "".join(f"{position:9.4f}" for position in positions))
    print("\nstep under the constant gradient 1   step 1   step 10   step 50")
    for name, (rule, _) in rows.items():
        sizes = step_sizes(rule, 50)
        print(f"{name:<34}{sizes[0]:9.3f} {sizes[9]:9.3f} {sizes[49]:9.3f}")
    print("\nfirst step for the gradient  " + "".join(f"{gradient:10.0e}" for gradient in (1e3, 1.0, 1e-3, 1e-8)))
    for name, rule in (("SGD", sgd), ("Adam", adam)):
        print(f"{name:<29}" + "".join(f"{-rule(0.0, [gradient])[0]:10.1e}" for gradient in (1e3, 1.0, 1e-3, 1e-8)))
    print("\na weight of 5 with decay 0.01 and no other gradient, after one step")
    for name, decoupled in (("AdamW", True), ("Adam with an L2 penalty", False)):
        print(f"{name:<29}{decayed(decoupled, 5.0, gradient=0.0, decay=0.01):10.4f}")


if __name__ == "__main__":
    main()
