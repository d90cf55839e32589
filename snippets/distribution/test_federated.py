import numpy as np
import pytest

from snippets.distribution import federated

# At most 200 float32 steps towards weights of size 1; each rounds by 1e-7, and the error shrinks on the way.
TOLERANCE = 1e-5
RATE = federated.LEARNING_RATE


def in_float64(every):
    return [tuple(np.asarray(part, "float64") for part in client) for client in every]


def least_squares(every):
    """Return the minimum of the loss on the examples of all clients."""
    inputs, targets = (np.concatenate(parts) for parts in zip(*in_float64(every), strict=True))
    return np.linalg.lstsq(inputs, targets)[0]


def resting_point(every, local_steps, shares):
    """Return the weights that a round leaves as they are.

    `n` steps on a quadratic loss leave the part (I - rate * H)^n of the way from a client's own minimum, so a round
    rests where the clients' moves cancel.
    """
    left, right = np.zeros((2, 2)), np.zeros((2, 1))
    for share, (inputs, targets) in zip(shares, in_float64(every), strict=True):
        shrink = np.linalg.matrix_power(np.eye(2) - RATE * 2 * inputs.T @ inputs / len(inputs), local_steps)
        left += share * (np.eye(2) - shrink)
        right += share * (np.eye(2) - shrink) @ np.linalg.lstsq(inputs, targets)[0]
    return np.linalg.solve(left, right)


def clients(noise):
    """Return three clients with 20, 60 and 20 examples, whose inputs differ in size."""
    random, made = np.random.default_rng(0), []
    for size, stretch in ((20, 1.0), (60, 0.5), (20, 2.0)):
        inputs = stretch * random.normal(size=(size, 2))
        targets = inputs @ ([[2.0], [-1.0]] + noise * random.normal(size=(2, 1)))
        made.append((inputs.astype("float32"), targets.astype("float32")))
    return made


@pytest.fixture(scope="module")
def alike():
    return clients(noise=0.0)


@pytest.fixture(scope="module")
def unlike():
    return clients(noise=1.0)


@pytest.mark.parametrize("rounds", [1, 5])
def test_one_local_step_is_a_central_step(unlike, rounds):
    """holds: With one local step per round, federated averaging makes the steps of gradient descent on all examples."""
    inputs, targets = (np.concatenate(parts) for parts in zip(*in_float64(unlike), strict=True))
    weights = np.zeros((2, 1))
    for _ in range(rounds):
        weights -= RATE * 2 * inputs.T @ (inputs @ weights - targets) / len(inputs)
    np.testing.assert_allclose(federated.federated(unlike, rounds, local_steps=1), weights, atol=TOLERANCE)
    np.testing.assert_allclose(federated.central(unlike, rounds), weights, atol=TOLERANCE)


def test_local_steps_save_rounds(alike):
    """holds: When one set of weights suits every client, five local steps per round reach it in fewer rounds."""
    errors = [
        np.abs(federated.federated(alike, rounds=5, local_steps=steps) - np.array([[2.0], [-1.0]])).max()
        for steps in (1, 5)
    ]
    assert errors[1] < errors[0] / 3
    settled = federated.federated(alike, rounds=40, local_steps=5)
    np.testing.assert_allclose(settled, [[2.0], [-1.0]], atol=TOLERANCE)


def test_local_steps_move_the_resting_point(unlike):
    """refuted: Federated averaging ends at the minimum of the common loss, whatever the number of local steps."""
    shares = [0.2, 0.6, 0.2]
    one, five = (federated.federated(unlike, rounds=80, local_steps=steps).numpy() for steps in (1, 5))
    np.testing.assert_allclose(one, least_squares(unlike), atol=TOLERANCE)
    np.testing.assert_allclose(five, resting_point(unlike, 5, shares), atol=TOLERANCE)
    assert np.abs(five - least_squares(unlike)).max() > 1000 * TOLERANCE


def test_clients_agree_without_noise_only():
    for noise, agree in ((0.0, True), (1.0, False)):
        own = [np.linalg.lstsq(*client)[0] for client in in_float64(federated.clients(noise))]
        assert np.allclose(own, federated.TRUE_WEIGHTS, atol=TOLERANCE) == agree


def test_a_message_does_not_grow_with_the_examples():
    """holds: What a client sends has the size of the weights and one count, however many examples the client has."""
    for examples in (1, 10, 100):
        inputs, targets = np.ones((examples, 2), "float32"), np.ones((examples, 1), "float32")
        weights, count = federated.local_update((inputs, targets), np.zeros((2, 1), "float32"), steps=1)
        # From zero, one step leads to rate * 2 * mean(input * target) = 0.2 for each of the two weights.
        np.testing.assert_allclose(weights, [[0.2], [0.2]], rtol=1e-6)
        assert count == examples


def test_a_client_counts_by_its_examples(unlike):
    """refuted: The server may count all clients alike, though they have different numbers of examples."""
    fair, equal = (federated.federated(unlike, 80, 1, by_examples=by_examples) for by_examples in (True, False))
    np.testing.assert_allclose(fair, least_squares(unlike), atol=TOLERANCE)
    np.testing.assert_allclose(equal, resting_point(unlike, 1, [1 / 3] * 3), atol=TOLERANCE)
    assert np.abs(equal - least_squares(unlike)).max() > 1000 * TOLERANCE
