import numpy as np
import pytest

from snippets.data import pipeline


@pytest.mark.parametrize(("count", "size"), [(10, 4), (10, 5), (3, 4), (7, 1)])
def test_the_last_batch_holds_the_remainder_or_is_dropped(count, size):
    """holds: `batch(4)` cuts ten elements into 4, 4 and 2; `drop_remainder=True` leaves out the incomplete batch."""
    parts = [part.tolist() for part in np.split(np.arange(count), range(size, count, size))]
    assert pipeline.batches(count, size) == parts
    assert pipeline.batches(count, size, drop_remainder=True) == [part for part in parts if len(part) == size]


def test_ten_elements_make_batches_of_four_four_and_two():
    """holds: `batch(4)` cuts ten elements into 4, 4 and 2; `drop_remainder=True` leaves out the incomplete batch."""
    assert [len(batch) for batch in pipeline.batches(10, 4)] == [4, 4, 2]
    assert [len(batch) for batch in pipeline.batches(10, 4, drop_remainder=True)] == [4, 4]


@pytest.mark.parametrize("buffer", [1, 2, 10, 100])
def test_an_element_moves_forward_by_less_than_the_buffer(buffer):
    """refuted: `shuffle` mixes the whole dataset whatever the size of its buffer."""
    numbers = pipeline.shuffled(100, seed=1, buffer=buffer)
    # The buffer holds the first `buffer` elements, hands out one of them and takes in the next.
    assert max(number - position for position, number in enumerate(numbers)) <= buffer - 1
    assert sorted(numbers) == list(range(100))
    assert (numbers == list(range(100))) == (buffer == 1)


def test_a_buffer_as_large_as_the_dataset_lets_every_element_come_first():
    firsts = {pipeline.shuffled(3, seed)[0] for seed in range(20)}
    # A given element is missing with a chance of (2/3)**20, 3 in 10000.
    assert firsts == {0, 1, 2}


def test_only_shuffling_before_batching_breaks_up_the_batches():
    """holds: `shuffle` before `batch` fills batches at random; after it, whole batches trade places, unbroken."""
    mixed = pipeline.shuffled_batches(40, 4, seed=1, first="shuffle")
    whole = pipeline.shuffled_batches(40, 4, seed=1, first="batch")
    runs = [list(range(start, start + 4)) for start in range(0, 40, 4)]
    assert sorted(whole) == runs
    assert whole != runs
    # That a batch of four out of 40 is a run has a chance of 10 in 2 million.
    assert not [batch for batch in mixed if batch in runs]
    assert sorted(number for batch in mixed for number in batch) == list(range(40))


def test_only_shuffling_before_repeating_keeps_epochs_apart():
    """holds: `shuffle` before `repeat` ends each epoch before the next begins; after it, epochs blend."""
    for epoch in pipeline.two_epochs(30, seed=1, first="shuffle"):
        assert sorted(epoch) == list(range(30))
    early, late = pipeline.two_epochs(30, seed=1, first="repeat")
    # Both halves together are two of each; the first half has some twice and lacks others.
    assert sorted(early + late) == sorted(2 * list(range(30)))
    assert len(set(early)) < 30


def test_a_seed_fixes_the_order_of_runs_but_epochs_differ():
    """qualified: `shuffle` with a seed gives the same order in every epoch."""
    one, two = pipeline.two_epochs(30, seed=1, first="shuffle")
    assert one != two
    assert (one, two) == pipeline.two_epochs(30, seed=1, first="shuffle")


def test_without_reshuffling_epochs_are_equal():
    """qualified: `shuffle` with a seed gives the same order in every epoch."""
    one, two = pipeline.two_epochs(30, seed=1, first="shuffle", reshuffle=False)
    assert one == two
    assert one != sorted(one)
