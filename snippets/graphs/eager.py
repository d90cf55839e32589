"""Eager and graph: compute now, or record now and compute at each call.

Eagerly, Python runs and each operation returns its numbers at once. Inside a
`tf.function` Python runs while tracing, on symbols that stand for numbers to
come, and only TensorFlow operations are left for the calls. Whatever Python
did on the way, a print or a random draw, is done once and for all.

Claims:
    holds: A tensor inside a `tf.function` has a dtype and a shape, but no values for `.numpy()` to give.
    holds: Python's `print` speaks while tracing only, whereas `tf.print` speaks at every call.
    refuted: A `tf.function` that calls `random.random()` draws a new number at every call.
    holds: A graph keeps the Python number met while tracing, but reads a `tf.Variable` anew at every call.
    holds: After `tf.config.run_functions_eagerly(True)` a `tf.function` runs its Python code at every call.
"""

import random

import tensorflow as tf


def values_inside(numbers: tf.Tensor, graph: bool) -> list | None:
    """Ask for the values of `numbers`, of any shape, within a function; None if there are none yet."""
    answers = []

    def ask(tensor):
        answers.append(tensor.numpy().tolist() if hasattr(tensor, "numpy") else None)
        return tensor

    run = tf.function(ask) if graph else ask
    run(numbers)
    return answers[0]


def greet(calls: int, graph: bool, path: str) -> list[str]:
    """Greet from Python and from TensorFlow in each of some calls; return what Python said.

    What TensorFlow says is appended to the file at `path`.
    """
    said = []

    def hello(name):
        said.append(f"Python: hello {name.dtype.name}")
        tf.print("TensorFlow: hello", name, output_stream=f"file://{path}")

    run = tf.function(hello) if graph else hello
    for number in range(calls):
        run(tf.constant(number))
    return said


def draws(source, calls: int, graph: bool) -> list[float]:
    """Call a function that draws a number from `source`, such as `random.random`; return what each call gave."""

    def draw():
        return tf.convert_to_tensor(source())

    run = tf.function(draw) if graph else draw
    return [float(run()) for _ in range(calls)]


def readings(values: list[float], graph: bool) -> list[tuple[float, float]]:
    """Read each value within a function, once from a Python dictionary and once from a variable."""
    box, variable = {"value": 0.0}, tf.Variable(0.0)

    def read():
        return tf.constant(box["value"]), variable.read_value()

    run, results = tf.function(read) if graph else read, []
    for value in values:
        box["value"] = value
        variable.assign(value)
        from_python, from_variable = run()
        results.append((float(from_python), float(from_variable)))
    return results


def python_runs(calls: int, eagerly: bool) -> int:
    """Call a `tf.function` with the switch set; return how often its Python code ran."""
    runs, before = [], tf.config.functions_run_eagerly()
    run = tf.function(lambda: runs.append("once more"))
    try:
        tf.config.run_functions_eagerly(eagerly)
        for _ in range(calls):
            run()
    finally:
        tf.config.run_functions_eagerly(before)
    return len(runs)


def main() -> None:
    """Run the same functions eagerly and as graphs."""
    print(f"{'':<34} {'eager':<34} graph")

    def row(label, function) -> None:
        print(f"{label:<34} {function(False)!s:<34} {function(True)!s}")

    row("values inside the function", lambda graph: values_inside(tf.constant([1, 2]), graph))
    row("greetings by Python in 3 calls", lambda graph: len(greet(3, graph, "/dev/null")))
    numbers = random.Random(0)
    row("random() from Python", lambda graph: [round(number, 2) for number in draws(numbers.random, 3, graph)])
    generator = tf.random.Generator.from_seed(0)
    row(
        "uniform() from TensorFlow", lambda graph: [round(x, 2) for x in draws(lambda: generator.uniform([]), 3, graph)]
    )
    row("read from Python: 1, 2, 3", lambda graph: [python for python, _ in readings([1.0, 2.0, 3.0], graph)])
    row("read from a variable: 1, 2, 3", lambda graph: [variable for _, variable in readings([1.0, 2.0, 3.0], graph)])
    print()
    for eagerly in (False, True):
        print(f"{f'run_functions_eagerly({eagerly})':<34} Python runs in {python_runs(3, eagerly)} of 3 calls")


if __name__ == "__main__":
    main()
