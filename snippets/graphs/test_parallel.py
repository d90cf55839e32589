import os

import pytest

from snippets.graphs import parallel

CPUS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
PATIENCE = 5  # seconds, for machines that are busy; who meets does so at once

# The only way through the barrier is for two threads to wait at it at the same time.


@pytest.mark.skipif(CPUS < 2, reason="TensorFlow has one thread per CPU")
def test_stateless_operations_of_a_graph_meet():
    """qualified: Operations of a graph that do not need each other's results run at the same time."""
    assert parallel.meet(graph=True, stateful=False, timeout=PATIENCE)


def test_stateful_operations_do_not_meet():
    """qualified: Operations of a graph that do not need each other's results run at the same time."""
    assert not parallel.meet(graph=True, stateful=True)


@pytest.mark.parametrize("count", [1, 20])
def test_stateful_operations_keep_their_order(count):
    """holds: Stateful operations of a `tf.function` run one after the other, in the order of the Python code."""
    assert parallel.order(count) == list(range(count))


def test_the_order_of_stateful_operations_is_written_into_the_graph():
    """holds: Stateful operations of a `tf.function` run one after the other, in the order of the Python code."""
    assert parallel.waits_for(stateful=True) == ["first"]
    assert parallel.waits_for(stateful=False) == []


def test_an_operation_waits_for_its_input():
    """holds: An operation that needs the result of another waits for it."""
    assert not parallel.meet(chained=True)


def test_eager_operations_do_not_meet():
    """refuted: Operations that do not need each other's results run at the same time eagerly, too."""
    assert not parallel.meet(graph=False)
