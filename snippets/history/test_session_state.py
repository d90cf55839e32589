import pytest
import tensorflow as tf

from snippets.history import session_state


@pytest.fixture
def counter():
    return session_state.Counter()


def test_a_variable_waits_for_its_initialiser(counter):
    """refuted: A variable in a graph has its initial value as soon as it is made."""
    with counter.session(initialise=False) as session:
        with pytest.raises(tf.errors.FailedPreconditionError):
            session.run(counter.count)
        session.run(counter.initialise)
        assert session.run(counter.count) == 0.0
    with counter.session(initialise=True) as session:
        assert session.run(counter.count) == 0.0


def test_a_session_remembers(counter):
    """holds: A session keeps the values of variables from one run to the next."""
    with counter.session() as session:
        assert session_state.counts_in_turn(counter, [session], [0, 0, 0]) == [1.0, 2.0, 3.0]
        assert session.run(counter.count) == 3.0


def test_sessions_count_for_themselves(counter):
    """refuted: Sessions on the same graph see each other's updates."""
    with counter.session() as one, counter.session() as other:
        # The first session counts 1, 2, 3 and 4; the second 1, 2.
        counts = session_state.counts_in_turn(counter, [one, other], [0, 0, 1, 0, 1, 0])
        assert counts == [1.0, 2.0, 1.0, 3.0, 2.0, 4.0]
        assert (one.run(counter.count), other.run(counter.count)) == (4.0, 2.0)


def test_a_new_session_knows_no_value(counter):
    """refuted: Sessions on the same graph see each other's updates."""
    with counter.session() as session:
        session_state.counts_in_turn(counter, [session], [0])
    with counter.session(initialise=False) as session, pytest.raises(tf.errors.FailedPreconditionError):
        session.run(counter.count)


@pytest.mark.parametrize("times", [1, 2, 5])
def test_one_run_updates_once(counter, times):
    """refuted: Fetching an update twice in one run, as in `session.run([add, add])`, updates twice."""
    with counter.session() as session:
        # One operation of the graph runs once, and every fetch gets its result.
        assert session_state.fetched(counter, session, times) == [1.0] * times + [1.0]


def test_a_variable_holds_its_value_itself():
    """outdated: The value of a variable lives in a session."""
    assert tf.executing_eagerly()
    assert not hasattr(tf, "Session")
    assert session_state.eager_counts(3) == [1.0, 2.0, 3.0]
    # Each variable starts anew: nothing is left of the one before.
    assert session_state.eager_counts(2) == [1.0, 2.0]
