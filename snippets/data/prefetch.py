"""Prefetching: the next batch is made while the model works on this one.

Without it the two wait for each other in turn. With `prefetch` a thread of its
own fills a small buffer, so the time of a step is that of the slower side, not
the sum. Events instead of clocks show who works ahead: the consumer asks for one
element, holds still, and sees which others get made that nobody asked for.

Claims:
    holds: With no prefetching anywhere, an element is made only when it is asked for.
    holds: After the first request, `prefetch(n)` keeps n elements ready that nobody has asked for.
    refuted: A pipeline without a `prefetch` of its own prepares nothing in advance.
    refuted: A `prefetch` lets the whole pipeline run ahead, wherever in the pipeline it stands.
    refuted: A `prefetch` buffer starts to fill as soon as the iterator exists.
"""

from itertools import takewhile
from threading import Event

import tensorflow as tf

COUNT = 12
PATIENCE = 0.2
"""Seconds to wait for an element before concluding that nobody makes it."""


def pipeline(steps: list, *, inject: bool = False) -> tuple[tf.data.Dataset, list[Event]]:
    """Return a dataset of COUNT numbers and one event for each, which is set when the number is made.

    Args:
        steps: "make" for the step that makes the numbers; a size for a prefetch buffer before or after it.
        inject: whether `tf.data` may add a prefetch by itself, as it does unless told otherwise.
    """
    made = [Event() for _ in range(COUNT)]

    def make(number):
        made[number].set()
        return number

    dataset = tf.data.Dataset.range(COUNT)
    for step in steps:
        if step == "make":
            dataset = dataset.map(lambda number: tf.numpy_function(make, [number], tf.int64))
        else:
            dataset = dataset.prefetch(step)
    options = tf.data.Options()
    options.experimental_optimization.inject_prefetch = inject
    return dataset.with_options(options), made


def made_ahead(steps: list, *, requests: int = 1, inject: bool = False) -> int:
    """Ask a new pipeline for `requests` elements; return how many more are made although nobody asks."""
    dataset, made = pipeline(steps, inject=inject)
    iterator = iter(dataset)
    for _ in range(requests):
        next(iterator)
    return len(list(takewhile(lambda event: event.wait(PATIENCE), made[requests:])))


def main() -> None:
    """Draw what is made before and after the first request: o asked for, + made ahead."""
    print("pipeline                   before a request    after one")
    rows = {
        "make": (["make"], False),
        "make, prefetch(1)": (["make", 1], False),
        "make, prefetch(4)": (["make", 4], False),
        "make, prefetch(8)": (["make", 8], False),
        "prefetch(4), make": ([4, "make"], False),
        "make, left to tf.data": (["make"], True),
    }
    for name, (steps, inject) in rows.items():
        pictures = []
        for requests in (0, 1):
            picture = "o" * requests + "+" * made_ahead(steps, requests=requests, inject=inject)
            pictures.append(f"{picture:.<{COUNT}}")
        print(f"{name:<27}" + "        ".join(pictures))


if __name__ == "__main__":
    main()
