"""Session state: where the variables of TensorFlow 1 lived.

In TensorFlow 1 a variable in Python was a name in a graph; its value lived in a
session, which had to be asked to initialise it. A second session had values of
its own. In TensorFlow 2 the variable is an object with its value in it: it is
ready when it is made, and it is gone when nobody holds it.

Claims:
    refuted: A variable in a graph has its initial value as soon as it is made.
    holds: A session keeps the values of variables from one run to the next.
    refuted: Sessions on the same graph see each other's updates.
    refuted: Fetching an update twice in one run, as in `session.run([add, add])`, updates twice.
    outdated: The value of a variable lives in a session.
"""

import tensorflow as tf

v1 = tf.compat.v1


class Counter:
    """A graph with one variable, a float32 scalar that starts at 0, and an operation that adds one to it."""

    def __init__(self) -> None:
        """Build the graph."""
        self.graph = tf.Graph()
        with self.graph.as_default():
            self.count = v1.get_variable("count", initializer=0.0)
            self.add_one = self.count.assign_add(1.0)
            self.initialise = v1.global_variables_initializer()

    def session(self, initialise: bool = True) -> v1.Session:
        """Open a session on the graph and initialise the variable in it, if asked to; close it after use."""
        session = v1.Session(graph=self.graph)
        if initialise:
            session.run(self.initialise)
        return session


def counts_in_turn(counter: Counter, same: bool) -> list[float]:
    """Count four times, in two sessions in turn or always in the same one; return the count after each time."""
    with counter.session() as one, counter.session() as another:
        other = one if same else another
        return [float(session.run(counter.add_one)) for session in (one, other, one, other)]


def count_after_two_updates(counter: Counter, one_run: bool) -> float:
    """Fetch the update twice in a new session, in one run or in two; return the count afterwards."""
    with counter.session() as session:
        if one_run:
            session.run([counter.add_one, counter.add_one])
        else:
            session.run(counter.add_one)
            session.run(counter.add_one)
        return float(session.run(counter.count))


def eager_counts_in_turn(same: bool) -> list[float]:
    """Count four times in TensorFlow 2, in two variables in turn or always in the same one; return each count."""
    one, another = tf.Variable(0.0), tf.Variable(0.0)
    other = one if same else another
    return [float(count.assign_add(1.0)) for count in (one, other, one, other)]


def main() -> None:
    """Count in one session, in two, and without any."""
    counter = Counter()
    with counter.session(initialise=False) as session:
        try:
            session.run(counter.count)
        except tf.errors.FailedPreconditionError as error:
            print("made, but not initialised:     ", type(error).__name__)
    with counter.session() as session:
        print("initialised in a session:      ", session.run(counter.count))
    print()
    print("four runs in one session:      ", counts_in_turn(counter, same=True))
    print("four runs, two sessions:       ", counts_in_turn(counter, same=False))
    print()
    print("update fetched in two runs:    ", count_after_two_updates(counter, one_run=False))
    print("update fetched twice in one:   ", count_after_two_updates(counter, one_run=True))
    print()
    print("TensorFlow 2, one variable:    ", eager_counts_in_turn(same=True))
    print("TensorFlow 2, two variables:   ", eager_counts_in_turn(same=False))


if __name__ == "__main__":
    main()
