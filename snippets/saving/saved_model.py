"""SavedModel: a computation that no longer needs its source.

Saving a `tf.Module` writes the values of its variables and the graphs that its
`tf.function` methods have traced. Nothing else is kept: the Python class is not
in the folder, so what was never a graph is gone. That is the point: the folder
runs on a server, a phone or in a browser, where there is no Python of yours.

Claims:
    holds: A saved module computes in a process that has never seen its class.
    refuted: Every method of a module is saved with it.
    qualified: A method decorated with `tf.function` can be called after loading.
    refuted: A loaded function traces again when it meets a new shape.
    holds: A loaded module has variables of its own, and its graphs read them.
"""

import subprocess
import sys
import tempfile

import tensorflow as tf

READER = """
import sys
import tensorflow as tf
loaded = tf.saved_model.load(sys.argv[1])
print(loaded.multiply(tf.constant([5, 6, 3])).numpy().tolist())
"""


class Multiplier(tf.Module):
    """A weight and three ways to multiply by it."""

    def __init__(self, weight: int):
        super().__init__()
        self.weight = tf.Variable(weight)

    @tf.function(input_signature=[tf.TensorSpec([3], tf.int32)])
    def multiply(self, numbers):
        """Multiply three integers, shape (3,): a graph, because the signature tells what to trace."""
        return numbers * self.weight

    @tf.function
    def scale(self, numbers):
        """Multiply integers of any shape: a graph for each shape it has been called with."""
        return numbers * self.weight

    def plain(self, numbers):
        """Multiply integers of any shape: Python, never a graph."""
        return numbers * self.weight


def save_and_load(module: Multiplier, folder: str, *, lengths: tuple[int, ...] = ()):
    """Call `scale` with vectors of these lengths, save the module in `folder` and return what loading it gives."""
    for length in lengths:
        module.scale(tf.zeros([length], tf.int32))
    tf.saved_model.save(module, folder)
    return tf.saved_model.load(folder)


def compute_elsewhere(module: tf.Module, folder: str) -> str:
    """Save a module in `folder`; return what a new Python process, which runs READER only, prints about it."""
    tf.saved_model.save(module, folder)
    run = subprocess.run([sys.executable, "-c", READER, folder], capture_output=True, text=True, check=False)
    return run.stdout.strip()


def methods(thing) -> list[str]:
    """Return which of the methods of a Multiplier an object has."""
    return [name for name in ("multiply", "scale", "plain") if hasattr(thing, name)]


def answer(function, numbers) -> list[int] | str:
    """Call a function with integers; return its result, or the name of the error."""
    try:
        return function(tf.constant(numbers)).numpy().tolist()
    except ValueError as error:
        return type(error).__name__


def main() -> None:
    """Call the methods of a module and of what was loaded."""
    module = Multiplier(3)
    with tempfile.TemporaryDirectory() as folder:
        loaded = save_and_load(module, folder, lengths=(2,))
        print(f"{'':<24}{'in the program':<18}loaded")
        print(f"{'class':<24}{type(module).__name__:<18}{type(loaded).__name__}")
        print(f"{'number of methods':<24}{len(methods(module)):<18}{len(methods(loaded))}")
        for name, numbers in (("multiply", [5, 6, 3]), ("scale", [5, 6]), ("scale", [5, 6, 3])):
            answers = [answer(getattr(thing, name), numbers) for thing in (module, loaded)]
            print(f"{name} {numbers!s:<{23 - len(name)}}{answers[0]!s:<18}{answers[1]}")
        loaded.weight.assign(10)
        print("after loaded.weight.assign(10)")
        print(
            f"{'multiply [5, 6, 3]':<24}{answer(module.multiply, [5, 6, 3])!s:<18}{answer(loaded.multiply, [5, 6, 3])}"
        )


if __name__ == "__main__":
    main()
