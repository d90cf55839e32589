"""Federated averaging: the weights travel, the examples stay.

Each client trains the common weights on its own examples and sends back the
result; the server averages what it receives, weighted by the number of
examples. Several local steps per round save messages, and they have a price.

Claims:
    holds: With one local step per round, federated averaging makes the steps of gradient descent on all examples.
    holds: When one set of weights suits every client, five local steps per round reach it in fewer rounds.
    refuted: Federated averaging ends at the minimum of the common loss, whatever the number of local steps.
    holds: What a client sends has the size of the weights and one count, however many examples the client has.
    refuted: The server may count all clients alike, though they have different numbers of examples.
"""

import tensorflow as tf

TRUE_WEIGHTS, LEARNING_RATE = [[2.0], [-1.0]], 0.1
SIZES, STRETCHES = (20, 60, 20), (1.0, 0.5, 2.0)

Client = tuple[tf.Tensor, tf.Tensor]
"""The inputs of a client, shape (examples, 2), and its targets, shape (examples, 1)."""


def clients(noise: float = 0.0) -> list[Client]:
    """Return three clients whose inputs spread differently; with `noise` their targets disagree, too."""
    made = []
    for seed, (size, stretch) in enumerate(zip(SIZES, STRETCHES, strict=True)):
        inputs = stretch * tf.random.stateless_normal([size, 2], seed=[seed, 1])
        own = TRUE_WEIGHTS + noise * tf.random.stateless_normal([2, 1], seed=[seed, 2])
        made.append((inputs, inputs @ own))
    return made


@tf.function
def step(weights, inputs, targets) -> tf.Tensor:
    """Return the weights, shape (2, 1), after one step of gradient descent on the mean squared error."""
    gradient = 2 * tf.transpose(inputs) @ (inputs @ weights - targets) / len(inputs)
    return weights - LEARNING_RATE * gradient


def local_update(client: Client, weights, steps: int) -> tuple[tf.Tensor, int]:
    """Train on the examples of one client; return its message: new weights, shape (2, 1), and a number of examples."""
    for _ in range(steps):
        weights = step(weights, *client)
    return weights, len(client[0])


def average(messages: list[tuple[tf.Tensor, int]], by_examples: bool = True) -> tf.Tensor:
    """Be the server: return the mean weights, shape (2, 1), counting clients by their examples or all alike."""
    shares = [examples if by_examples else 1 for _, examples in messages]
    return tf.add_n([share / sum(shares) * weights for share, (weights, _) in zip(shares, messages, strict=True)])


def federated(every: list[Client], rounds: int, local_steps: int, by_examples: bool = True) -> tf.Tensor:
    """Start at zero and play some rounds; return the common weights, shape (2, 1)."""
    weights = tf.zeros([2, 1])
    for _ in range(rounds):
        weights = average([local_update(client, weights, local_steps) for client in every], by_examples)
    return weights


def central(every: list[Client], steps: int) -> tf.Tensor:
    """Train on the examples of all clients in one place; return the weights, shape (2, 1)."""
    inputs, targets = (tf.concat(parts, axis=0) for parts in zip(*every, strict=True))
    weights = tf.zeros([2, 1])
    for _ in range(steps):
        weights = step(weights, inputs, targets)
    return weights


def main() -> None:
    """Compare rounds of federated averaging with steps on all examples in one place."""
    alike, unlike = clients(), clients(noise=1.0)
    print("clients with the true weights 2 and -1    rounds    weights")
    for rounds in (1, 5, 20):
        print(f"  all examples in one place               {rounds:6}    {as_text(central(alike, rounds))}")
        for local_steps in (1, 5):
            weights = federated(alike, rounds, local_steps)
            print(f"  federated, {local_steps} local step(s)              {rounds:6}    {as_text(weights)}")
    print("\nclients that disagree")
    print(f"  all examples in one place                  200    {as_text(central(unlike, 200))}")
    for local_steps in (1, 5):
        weights = federated(unlike, 200, local_steps)
        print(f"  federated, {local_steps} local step(s)                 200    {as_text(weights)}")
    print(
        f"  federated, all clients alike               200    {as_text(federated(unlike, 200, 1, by_examples=False))}"
    )


def as_text(weights) -> str:
    """Write weights of shape (2, 1) on one line."""
    return "{:7.4f} {:7.4f}".format(*weights.numpy().ravel())


if __name__ == "__main__":
    main()
