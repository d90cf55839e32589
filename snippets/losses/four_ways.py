"""Custom losses: four ways to write one, here the Huber loss.

It is a parabola for errors below delta and a straight line beyond, so that
single far-off targets pull less. All four ways compute the same numbers; they
differ in who may choose delta and in what survives being saved.

Claims:
    holds: Function, subclass, wrapper and closure give the value of `keras.losses.Huber`.
    qualified: A custom loss can be given its delta: as a subclass, wrapper or closure, not as a plain function.
    refuted: `keras.losses` offers LossFunctionWrapper to turn a function into a loss object.
    holds: A loss function gives one value per row, whereas a loss object reduces the rows to their mean.
    refuted: A saved closure comes back with its delta.
"""

import keras
from keras import ops


def huber(targets, outputs, delta: float = 1.0):
    """Return the mean loss over the last axis of targets and outputs of shape (batch, n): shape (batch,)."""
    error = ops.abs(targets - outputs)
    return ops.mean(ops.where(error <= delta, error**2 / 2, delta * error - delta**2 / 2), axis=-1)


@keras.saving.register_keras_serializable("snippets")
class HuberLoss(keras.losses.Loss):
    """The loss as a subclass: an object that knows its delta and can be saved with it."""

    def __init__(self, delta: float = 1.0, **options):
        super().__init__(**options)
        self.delta = delta

    def call(self, y_true, y_pred):
        """Return the loss of each row, shape (batch,); the object then reduces it."""
        return huber(y_true, y_pred, self.delta)

    def get_config(self) -> dict:
        """Return what `__init__` needs to make this loss again."""
        return {**super().get_config(), "delta": self.delta}


class Wrapped(keras.losses.Loss):
    """The loss as a wrapper of any function, with fixed arguments for it."""

    def __init__(self, function, **arguments):
        super().__init__(name=function.__name__)
        self.function, self.arguments = function, arguments

    def call(self, y_true, y_pred):
        """Return what the function gives, shape (batch,)."""
        return self.function(y_true, y_pred, **self.arguments)


def huber_with(delta: float):
    """Return the loss as a closure: a function of targets and outputs of shape (batch, n) that remembers delta."""

    def closure(targets, outputs):
        return huber(targets, outputs, delta)

    return closure


def ways(delta: float) -> dict:
    """Return the four losses, and that of Keras, by name; the plain function does not get to know `delta`."""
    return {
        "function": huber,
        "subclass": HuberLoss(delta),
        "wrapper": Wrapped(huber, delta=delta),
        "closure": huber_with(delta),
        "keras.losses.Huber": keras.losses.Huber(delta),
    }


def compiled_value(loss, targets, outputs) -> float:
    """Return what a compiled model with the given outputs reports; both arrays have the shape (batch, n)."""
    model = keras.Sequential([keras.Input(outputs.shape[1:]), keras.layers.Identity()])
    model.compile(loss=loss)
    return model.evaluate(outputs, targets, verbose=0)


def saved_and_loaded(loss):
    """Return the loss that comes back from its saved description."""
    known = {"closure": huber_with(1.0)}
    return keras.losses.deserialize(keras.losses.serialize(loss), custom_objects=known)


def public(name: str) -> bool:
    """Return whether `keras.losses` offers something by this name."""
    return hasattr(keras.losses, name)


def main() -> None:
    """Give all ways the same two rows, with two deltas."""
    targets, outputs = ops.zeros([2, 2]), ops.convert_to_tensor([[0.5, 1.0], [2.0, 8.0]])
    print(f"{'loss as a':<20}{'called: delta 1':<18}{'called: delta 3':<18}compiled: delta 3")
    for name in ways(1.0):
        cells = [str(ways(delta)[name](targets, outputs).numpy()) for delta in (1.0, 3.0)]
        value = compiled_value(ways(3.0)[name], targets.numpy(), outputs.numpy())
        print(f"{name:<20}{cells[0]:<18}{cells[1]:<18}{value:.4f}")
    print("\ndelta 3, called after saving and loading")
    for name in ("subclass", "closure"):
        print(f"{name:<20}{saved_and_loaded(ways(3.0)[name])(targets, outputs).numpy()}")
    print("\nin keras.losses")
    for name in ("Loss", "Huber", "LossFunctionWrapper"):
        print(f"{name:<20}{'yes' if public(name) else 'no'}")


if __name__ == "__main__":
    main()
