"""Callbacks: hooks into `fit`, and what they see.

`fit` calls every callback at fixed points and hands it the same dictionary of
logs. A model of one weight that grows by the learning rate in each step makes
visible what the callbacks did: stop, restore, change the rate.

Claims:
    holds: EarlyStopping with a patience of p ends the training p epochs after the best one.
    refuted: After EarlyStopping a model has the weights of its best epoch by default.
    holds: What a LearningRateScheduler returns for an epoch is the learning rate of all steps of that epoch.
    holds: In each epoch of `fit` the validation runs after the last training batch and before `on_epoch_end`.
    refuted: The `loss` that `on_epoch_end` sees is the loss of the weights at the end of the epoch.
"""

import keras
import numpy as np

BATCHES = 2
"""Steps in each epoch; the weight grows by the learning rate in each."""

LEARNING_RATE, TARGET = 0.5, 10.0


def growing_model() -> keras.Model:
    """Return a model of one weight, zero at first, whose loss for an input of one is TARGET minus the weight."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(LEARNING_RATE), loss="mean_absolute_error", run_eagerly=True)
    return model


def weight(model: keras.Model) -> float:
    """Return the only weight."""
    return model.get_weights()[0].item()


def fit(model: keras.Model, epochs: int, callbacks: list, validate: bool = False) -> keras.callbacks.History:
    """Train on BATCHES batches of one example per epoch."""
    ones = np.ones((BATCHES, 1), "float32")
    data = (ones, TARGET * ones)
    return model.fit(
        *data, batch_size=1, epochs=epochs, verbose=0, callbacks=callbacks, validation_data=data if validate else None
    )


class Planned(keras.callbacks.Callback):
    """Put a planned number under `score` into the logs of each epoch, for the callbacks behind this one."""

    def __init__(self, scores: list[float]):
        super().__init__()
        self.scores = scores

    def on_epoch_end(self, epoch, logs=None):
        """Add the number of this epoch."""
        logs["score"] = self.scores[epoch]


class Recorder(keras.callbacks.Callback):
    """Note the name of each hook that `fit` calls."""

    def __init__(self):
        super().__init__()
        self.calls = []
        for hook in (
            "train_begin",
            "epoch_begin",
            "train_batch_end",
            "test_begin",
            "test_end",
            "epoch_end",
            "train_end",
        ):
            setattr(self, f"on_{hook}", lambda *_, name=hook, **__: self.calls.append(name))


def stopped_early(scores: list[float], patience: int, restore: bool = False) -> tuple[int, float]:
    """Train until the planned scores no longer fall; return how many epochs were run, and the weight afterwards."""
    model = growing_model()
    stopping = keras.callbacks.EarlyStopping("score", patience=patience, mode="min", restore_best_weights=restore)
    history = fit(model, len(scores), [Planned(scores), stopping])
    return len(history.epoch), weight(model)


def weights_with_schedule(schedule, epochs: int) -> list[float]:
    """Return the weight after each epoch when `schedule` maps an epoch and the old rate to the new rate."""
    model, seen = growing_model(), []
    scheduler = keras.callbacks.LearningRateScheduler(schedule)
    fit(model, epochs, [scheduler, keras.callbacks.LambdaCallback(on_epoch_end=lambda *_: seen.append(weight(model)))])
    return seen


def hooks(epochs: int) -> list[str]:
    """Return the hooks in the order of their calls, with validation."""
    recorder = Recorder()
    fit(growing_model(), epochs, [recorder], validate=True)
    return recorder.calls


def logged_and_true_loss() -> tuple[float, float]:
    """Return the loss in the logs of the first epoch, and that of the weights at the end of this epoch."""
    model = growing_model()
    history = fit(model, 1, [])
    return history.history["loss"][0], TARGET - weight(model)


def main() -> None:
    """Stop early, change the learning rate, list the hooks, and doubt the logged loss."""
    scores = [5.0, 3.0, 4.0, 3.5, 6.0, 1.0]
    print("planned scores of the epochs:", *scores)
    print(f"{'patience':<10}{'epochs run':<12}{'last weight':<13}with restore_best_weights")
    for patience in (1, 2, 3, 4):
        epochs, last = stopped_early(scores, patience)
        print(f"{patience:<10}{epochs:<12}{last:<13}{stopped_early(scores, patience, restore=True)[1]}")
    halved = weights_with_schedule(lambda epoch, rate: 0.1 * 0.5**epoch, epochs=3)
    print("\nlearning rates .1 .05 .025, weight:", *(f"{each:.3f}" for each in halved))
    print("\nhooks of one epoch:", *hooks(1)[1:-1], sep="\n  ")
    logged, true = logged_and_true_loss()
    print(f"\nloss in the logs of the first epoch: {logged:.2f}")
    print(f"loss of the weights after it:        {true:.2f}")


if __name__ == "__main__":
    main()
