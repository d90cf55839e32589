import pytest

from snippets.data import prefetch


@pytest.mark.parametrize("requests", [1, 3])
def test_without_prefetching_nothing_is_made_ahead(requests):
    """holds: With no prefetching anywhere, an element is made only when it is asked for."""
    assert prefetch.made_ahead(["make"], requests=requests) == 0


@pytest.mark.parametrize(("requests", "buffer"), [(1, 1), (1, 4), (3, 2)])
def test_a_buffer_of_n_holds_n_elements(requests, buffer):
    """holds: After the first request, `prefetch(n)` keeps n elements ready that nobody has asked for."""
    assert prefetch.made_ahead(["make", buffer], requests=requests) == buffer


def test_tf_data_adds_a_prefetch_of_its_own():
    """refuted: A pipeline without a `prefetch` of its own prepares nothing in advance."""
    assert prefetch.made_ahead(["make"], inject=True) >= 1
    assert prefetch.made_ahead(["make"], inject=False) == 0


def test_what_comes_after_the_prefetch_does_not_run_ahead():
    """refuted: A `prefetch` lets the whole pipeline run ahead, wherever in the pipeline it stands."""
    assert prefetch.made_ahead([4, "make"]) == 0
    assert prefetch.made_ahead(["make", 2]) == 2


def test_a_buffer_waits_for_the_first_request():
    """refuted: A `prefetch` buffer starts to fill as soon as the iterator exists."""
    assert prefetch.made_ahead(["make", 2], requests=0) == 0
    assert prefetch.made_ahead(["make", 2], requests=1) == 2


@pytest.mark.parametrize("steps", [["make"], [2, "make"], ["make", 2]])
def test_prefetching_changes_neither_elements_nor_order(steps):
    dataset, made = prefetch.pipeline(steps)
    assert list(dataset.as_numpy_iterator()) == list(range(prefetch.COUNT))
    assert all(event.is_set() for event in made)
