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
    assert session_state.counts_in_turn(counter, same=True) == [1.0, 2.0, 3.0, 4.0]


def test_sessions_count_for_themselves(counter):
    """refuted: Sessions on the same graph see each other's updates."""
    # Each session counts 1, 2 for itself, while both are open.
    assert session_state.counts_in_turn(counter, same=False) == [1.0, 1.0, 2.0, 2.0]


def test_a_new_session_knows_no_value(counter):
    session_state.counts_in_turn(counter, same=True)
    with counter.session(initialise=False) as session, pytest.raises(tf.errors.FailedPreconditionError):
        session.run(counter.count)


def test_one_run_updates_once(counter):
    """refuted: Fetching an update twice in one run, as in `session.run([add, add])`, updates twice."""
    # One operation of the graph runs once per run, however often it is fetched.
    assert session_state.count_after_two_updates(counter, one_run=True) == 1.0
    assert session_state.count_after_two_updates(counter, one_run=False) == 2.0


def test_a_variable_holds_its_value_itself():
    """outdated: The value of a variable lives in a session."""
    assert tf.executing_eagerly()
    assert not hasattr(tf, "Session")
    assert session_state.eager_counts_in_turn(same=True) == [1.0, 2.0, 3.0, 4.0]
    # Separate values take separate variables, not separate sessions.
    assert session_state.eager_counts_in_turn(same=False) == [1.0, 1.0, 2.0, 2.0]
