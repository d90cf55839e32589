import os

import pytest

from snippets.distribution import multi_worker

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen():
    """What the two workers saw; they are started once for all tests."""
    first, second = multi_worker.run_workers(steps=2)
    return first, second


def test_both_workers_follow_the_sum_of_the_gradients(seen):
    """holds: Two workers with different data end at the same value, for every step adds up the gradients of both."""
    value, own = seen[0]["start"], [[], []]
    for _ in range(2):
        gradients = [value - target for target in multi_worker.TARGETS]
        for mine, gradient in zip(own, gradients, strict=True):
            mine.append(gradient)
        value -= multi_worker.LEARNING_RATE * sum(gradients)
    # Quarters of small whole numbers: float32 holds them without rounding.
    assert [worker["gradients"] for worker in seen] == own
    assert own[0] != own[1]
    assert [worker["end"] for worker in seen] == [value, value]


def test_both_start_at_the_value_of_the_first_worker(seen):
    """refuted: A variable starts at the value that each worker gives it."""
    first, second = seen
    assert first["asked"] != second["asked"]
    assert first["start"] == second["start"] == first["asked"]


def test_the_configurations_differ_in_the_index_only():
    """holds: The `TF_CONFIG` of two workers differs only in the index of the task."""
    addresses = ["one:1", "two:2"]
    first, second = multi_worker.configurations(addresses)
    assert [first["task"].pop("index", None), second["task"].pop("index", None)] == [0, 1]
    assert first == second == {"cluster": {"worker": addresses}, "task": {"type": "worker"}}


def test_replicas_are_counted_over_all_processes(seen):
    """holds: Each worker sees its own devices only but counts the replicas of all workers."""
    assert len({worker["process"] for worker in seen} | {os.getpid()}) == 3
    assert [worker["devices"] for worker in seen] == [1, 1]
    assert [worker["replicas"] for worker in seen] == [2, 2]


def test_addresses_are_free_and_different():
    assert len(set(multi_worker.free_addresses(5))) == 5
