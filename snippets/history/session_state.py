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


def counts_in_turn(counter: Counter, sessions: list[v1.Session], order: list[int]) -> list[float]:
    """Add one in the sessions with the numbers in `order`, one after the other; return the count after each."""
    return [float(sessions[number].run(counter.add_one)) for number in order]


def fetched(counter: Counter, session: v1.Session, times: int) -> list[float]:
    """Fetch the update `times` times in one run; return what was fetched and, at the end, the count afterwards."""
    return [*map(float, session.run([counter.add_one] * times)), float(session.run(counter.count))]


def eager_counts(times: int) -> list[float]:
    """Count in a variable of TensorFlow 2: no graph, no session, no initialiser; return the count after each time."""
    count = tf.Variable(0.0)
    return [float(count.assign_add(1.0)) for _ in range(times)]


def main() -> None:
    """Count in one session, in two, and without any."""
    counter = Counter()
    with counter.session(initialise=False) as session:
        try:
            session.run(counter.count)
        except tf.errors.FailedPreconditionError as error:
            print("not initialised:                 ", type(error).__name__)
    with counter.session() as one, counter.session() as other:
        print("initialised:                     ", one.run(counter.count))
        print("three runs in session 0:         ", counts_in_turn(counter, [one, other], [0, 0, 0]))
        print("runs in sessions 1, 0, 1:        ", counts_in_turn(counter, [one, other], [1, 0, 1]))
        *results, after = fetched(counter, one, times=3)
        print("fetched 3 times in one run:      ", results, " and the count is", after)
        one.run(counter.initialise)
        print("initialised again:               ", one.run(counter.count))
    with counter.session() as session:
        print("in a new session:                ", session.run(counter.count))
    print("tf.Variable of TensorFlow 2:     ", eager_counts(3))


if __name__ == "__main__":
    main()
