import keras
import numpy as np
import pytest

from snippets.training import callbacks

PER_EPOCH = callbacks.BATCHES * callbacks.LEARNING_RATE
SCORES = [5.0, 3.0, 4.0, 3.5, 6.0, 1.0]


@pytest.fixture(scope="module")
def start():
    """The weight before the training."""
    return callbacks.weight(callbacks.growing_model())


@pytest.mark.parametrize(("patience", "epochs"), [(1, 3), (2, 4), (3, 5), (4, 6)])
def test_patience_counts_from_the_best_epoch(patience, epochs):
    """holds: EarlyStopping with a patience of p ends the training p epochs after the best one."""
    # The best of the first five scores is the second; a patience of four lives to see the sixth, which is better.
    assert callbacks.stopped_early(SCORES, patience)[0] == epochs


@pytest.mark.parametrize("patience", [1, 2, 3])
def test_the_best_weights_come_back_only_if_asked_for(start, patience):
    """refuted: After EarlyStopping a model has the weights of its best epoch by default."""
    assert keras.callbacks.EarlyStopping().restore_best_weights is False
    epochs, last = callbacks.stopped_early(SCORES, patience)
    assert last == start + epochs * PER_EPOCH
    assert callbacks.stopped_early(SCORES, patience, restore=True) == (epochs, start + 2 * PER_EPOCH)


@pytest.mark.parametrize("patience", [5, 9])
def test_the_best_weights_come_back_also_when_the_epochs_run_out(start, patience):
    assert callbacks.stopped_early(SCORES[:4], patience, restore=True) == (4, start + 2 * PER_EPOCH)


def test_the_schedule_sets_the_rate_of_the_steps(start):
    """holds: What a LearningRateScheduler returns for an epoch is the learning rate of all steps of that epoch."""
    rates = [0.1, 0.05, 0.2]
    weights = callbacks.weights_with_schedule(lambda epoch, rate: rates[epoch], epochs=3)
    expected = start + callbacks.BATCHES * np.cumsum(rates)
    assert weights == pytest.approx(expected, rel=1e-6)


def test_the_schedule_sees_the_rate_of_the_epoch_before(start):
    weights = callbacks.weights_with_schedule(lambda epoch, rate: rate / 2, epochs=2)
    assert weights == pytest.approx([start + PER_EPOCH / 2, start + PER_EPOCH * 0.75], rel=1e-6)


@pytest.mark.parametrize("epochs", [1, 2])
def test_the_validation_is_a_part_of_the_epoch(epochs):
    """holds: In each epoch of `fit` the validation runs after the last training batch and before `on_epoch_end`."""
    epoch = ["epoch_begin", *["train_batch_end"] * callbacks.BATCHES, "test_begin", "test_end", "epoch_end"]
    assert callbacks.hooks(epochs) == ["train_begin", *epoch * epochs, "train_end"]


def test_the_logged_loss_is_that_of_the_weights_on_the_way(start):
    """refuted: The `loss` that `on_epoch_end` sees is the loss of the weights at the end of the epoch."""
    logged, true = callbacks.logged_and_true_loss()
    # Each batch is measured before its step: the weight was 0, 1, 2, ... learning rates by then.
    before = sum(range(callbacks.BATCHES)) / callbacks.BATCHES
    assert logged == pytest.approx(callbacks.TARGET - start - callbacks.LEARNING_RATE * before, rel=1e-6)
    assert true == pytest.approx(callbacks.TARGET - start - PER_EPOCH, rel=1e-6)
