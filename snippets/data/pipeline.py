"""Pipelines: a dataset made of steps, each fed by the step before.

`tf.data` hands elements from step to step, one at a time, so large data never
has to fit in memory. The price: a step knows only what has reached it, so
the order of the steps decides what is mixed with what.

Claims:
    holds: `batch(4)` cuts ten elements into 4, 4 and 2; `drop_remainder=True` leaves out the incomplete batch.
    refuted: `shuffle` mixes the whole dataset whatever the size of its buffer.
    holds: `shuffle` before `batch` fills batches at random; after it, whole batches trade places, unbroken.
    holds: `shuffle` before `repeat` ends each epoch before the next begins; after it, epochs blend.
    qualified: `shuffle` with a seed gives the same order in every epoch.
"""

import tensorflow as tf


def batches(count: int, size: int, drop_remainder: bool = False) -> list[list[int]]:
    """Return the numbers below `count` in batches of `size`."""
    dataset = tf.data.Dataset.range(count).batch(size, drop_remainder=drop_remainder)
    return [batch.tolist() for batch in dataset.as_numpy_iterator()]


def shuffled(count: int, seed: int, *, buffer: int | None = None) -> list[int]:
    """Return the numbers below `count` as `shuffle` draws them from a buffer, by default one that holds them all."""
    dataset = tf.data.Dataset.range(count).shuffle(count if buffer is None else buffer, seed=seed)
    return [int(number) for number in dataset]


def shuffled_batches(count: int, size: int, seed: int, *, first: str) -> list[list[int]]:
    """Return shuffled batches of the numbers below `count`; the step named `first` comes first."""
    dataset = tf.data.Dataset.range(count)
    if first == "shuffle":
        dataset = dataset.shuffle(count, seed=seed).batch(size)
    else:
        dataset = dataset.batch(size).shuffle(count, seed=seed)
    return [batch.tolist() for batch in dataset.as_numpy_iterator()]


def two_epochs(count: int, seed: int, *, first: str, reshuffle: bool = True) -> tuple[list[int], list[int]]:
    """Shuffle and repeat the numbers below `count`; return the first half of what comes out and the second."""
    dataset = tf.data.Dataset.range(count)
    if first == "shuffle":
        dataset = dataset.shuffle(count, seed=seed, reshuffle_each_iteration=reshuffle).repeat(2)
    else:
        dataset = dataset.repeat(2).shuffle(count, seed=seed)
    numbers = [int(number) for number in dataset]
    return numbers[:count], numbers[count:]


def main() -> None:
    """Print what comes out of a few pipelines over the numbers 0 to 9."""
    seed = 4
    rows = {
        "batch(4)": batches(10, 4),
        "batch(4, drop_remainder=True)": batches(10, 4, drop_remainder=True),
        "shuffle(1)": [shuffled(10, seed, buffer=1)],
        "shuffle(3)": [shuffled(10, seed, buffer=3)],
        "shuffle(10)": [shuffled(10, seed)],
        "shuffle(10).batch(4)": shuffled_batches(10, 4, seed, first="shuffle"),
        "batch(4).shuffle(10)": shuffled_batches(10, 4, seed, first="batch"),
        "shuffle(10).repeat(2)": two_epochs(10, seed, first="shuffle"),
        "  without reshuffling": two_epochs(10, seed, first="shuffle", reshuffle=False),
        "repeat(2).shuffle(10)": two_epochs(10, seed, first="repeat"),
    }
    for name, groups in rows.items():
        print(f"{name:<31}" + "  ".join(" ".join(map(str, group)) for group in groups))


if __name__ == "__main__":
    main()
