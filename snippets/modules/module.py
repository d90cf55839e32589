"""Modules: an object that knows its variables.

A `tf.Module` looks through its own attributes for variables and for further
modules, so training and saving need no list by hand. Keras 3 keeps weights in
variables of its own kind, which a module does not report but a checkpoint saves.

Claims:
    holds: A `tf.Module` finds the variables in its attributes, in lists of them and in submodules.
    holds: A variable made with `trainable=False` is reported among the variables, not the trainable ones.
    holds: A checkpoint carries the values of the variables from one module into another of its kind.
    refuted: A `tf.Module` that holds a Keras layer reports the weights of the layer as its variables.
    holds: `tf.train.Checkpoint` saves the weights of a Keras layer which a `tf.Module` holds.
"""

import tempfile
from typing import NamedTuple

import keras
import tensorflow as tf


class Line(tf.Module):
    """A straight line: slope * x + intercept."""

    def __init__(self, slope: float, intercept: float):
        super().__init__()
        self.slope = tf.Variable(slope)
        self.intercept = tf.Variable(intercept)

    def __call__(self, x):
        """Return the height of the line at x, a float or a float32 tensor."""
        return self.slope * x + self.intercept


class Sum(tf.Module):
    """The sum of some lines, which counts how often it was asked."""

    def __init__(self, lines: list[Line]):
        super().__init__()
        self.lines = lines
        self.calls = tf.Variable(0, trainable=False)

    def __call__(self, x):
        """Return the sum of the heights at x, and count the call."""
        self.calls.assign_add(1)
        return tf.add_n([line(x) for line in self.lines])


class Mixed(tf.Module):
    """One variable of its own and a Keras layer with a kernel of shape (3, 2) and a bias of shape (2,)."""

    def __init__(self, scale: float, seed: int):
        super().__init__()
        self.scale = tf.Variable(scale)
        self.layer = keras.layers.Dense(2, kernel_initializer=keras.initializers.RandomNormal(seed=seed))
        self.layer.build((None, 3))


class Census(NamedTuple):
    """How much a module reports of each kind."""

    variables: int
    trainable: int
    submodules: int


def census(module: tf.Module) -> Census:
    """Count what the module reports."""
    return Census(len(module.variables), len(module.trainable_variables), len(module.submodules))


def copy_through_checkpoint(source: tf.Module, target: tf.Module) -> None:
    """Write the state of `source` to a file and read it into `target`; raise AssertionError if any is left over."""
    with tempfile.TemporaryDirectory() as folder:
        path = tf.train.Checkpoint(source).write(f"{folder}/state")
        tf.train.Checkpoint(target).read(path).assert_consumed()


def main() -> None:
    """Count variables, then move them from one module to another."""
    lines = Sum([Line(2.0, 1.0), Line(-0.5, 3.0)])
    print(f"{'':<26}" + "  ".join(Census._fields))
    modules = {"one line": lines.lines[0], "sum of two lines": lines, "with a Keras layer": Mixed(1.0, seed=0)}
    for name, module in modules.items():
        print(f"{name:<26}{'{:9}  {:9}  {:10}'.format(*census(module))}")
    print()
    blank = Sum([Line(0.0, 0.0), Line(0.0, 0.0)])
    print("at x = 4 the sum is      ", lines(4.0).numpy())
    print("a blank one gives        ", blank(4.0).numpy())
    copy_through_checkpoint(lines, blank)
    print("after the checkpoint     ", blank(4.0).numpy())
    print()
    first, second = Mixed(scale=1.0, seed=1), Mixed(scale=2.0, seed=2)
    print("a row of the first kernel", first.layer.kernel.numpy()[0])
    print("a row of the second      ", second.layer.kernel.numpy()[0])
    copy_through_checkpoint(first, second)
    print("after the checkpoint     ", second.layer.kernel.numpy()[0])


if __name__ == "__main__":
    main()
