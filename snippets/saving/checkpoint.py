"""Checkpoints: values of variables under the names of attributes.

A checkpoint stores no code and no objects, only values, each under the path of
attributes that leads to its variable. To restore, build the objects again and
hand them over: every value goes to the variable at the end of the same path. What the
path names decides; the order of creation and the class do not.

Claims:
    holds: A checkpoint finds its variables by the names of attributes, in whatever order they were made.
    refuted: Restoring raises an error when a variable of the checkpoint has no place to go.
    holds: A value waits for its variable: one that is made after restoring begins with the stored value.
    holds: Training resumed from a checkpoint with the optimizer equals training without a break, to the last bit.
    refuted: The weights of a model are enough to resume its training where it stopped.
"""

import tempfile

import keras
import tensorflow as tf


class Named(tf.Module):
    """Variables in attributes of the given names, made in the given order."""

    def __init__(self, **values: float):
        super().__init__()
        for name, value in values.items():
            self.add(name, value)

    def add(self, name: str, value: float) -> None:
        """Make one more variable."""
        setattr(self, name, tf.Variable(value))

    def values(self) -> dict[str, float]:
        """Return the values of the variables by the names of their attributes, sorted."""
        return {name: float(part) for name, part in sorted(vars(self).items()) if isinstance(part, tf.Variable)}


def stored_names(path: str) -> list[str]:
    """Return the attributes whose values a checkpoint holds."""
    return [name.split("/")[0] for name, _ in tf.train.list_variables(path) if "VARIABLE_VALUE" in name]


def restore(path: str, module: tf.Module, *, complete: bool = False) -> None:
    """Read a checkpoint into a module; if `complete`, raise AssertionError when a value found no place."""
    status = tf.train.Checkpoint(module).read(path)
    if complete:
        status.assert_consumed()


class Training(tf.Module):
    """A weight vector of shape (2,) on its way to (3, -1), and the optimizer that moves it."""

    def __init__(self):
        super().__init__()
        self.weights = tf.Variable([0.0, 0.0])
        self.optimizer = keras.optimizers.Adam(0.1)

    def run(self, steps: int) -> list[float]:
        """Take some steps; return the weights."""
        for _ in range(steps):
            gradient = 2 * (self.weights - [3.0, -1.0])
            self.optimizer.apply_gradients([(gradient, self.weights)])
        return self.weights.numpy().tolist()


def checkpoint(training: Training, *, with_optimizer: bool) -> tf.train.Checkpoint:
    """Return a checkpoint of the whole training, or of its weights only."""
    return tf.train.Checkpoint(training) if with_optimizer else tf.train.Checkpoint(weights=training.weights)


def resume(before: int, after: int, folder: str, *, with_optimizer: bool) -> list[float]:
    """Train for some steps and write a checkpoint; read it into a new object, go on and return its weights."""
    first, second = Training(), Training()
    first.run(before)
    path = checkpoint(first, with_optimizer=with_optimizer).write(f"{folder}/state")
    checkpoint(second, with_optimizer=with_optimizer).read(path)
    return second.run(after)


def main() -> None:
    """Restore variables by name, then training with and without the memory of its optimizer."""
    with tempfile.TemporaryDirectory() as folder:
        path = tf.train.Checkpoint(Named(a=1.0, b=2.0)).write(f"{folder}/named")
        print("stored                    ", stored_names(path))
        for values in ({"b": 0.0, "a": 0.0}, {"b": 0.0, "c": 0.0}, {}):
            module = Named(**values)
            restore(path, module)
            print(f"into {values!s:<21}", module.values())
        module.add("a", 0.0)
        print("and a made afterwards     ", module.values())
        print()
        print("10 steps without a break  ", Training().run(10))
        print("5 + 5, optimizer stored   ", resume(5, 5, folder, with_optimizer=True))
        print("5 + 5, weights only       ", resume(5, 5, folder, with_optimizer=False))


if __name__ == "__main__":
    main()
