"""Freezing: which layers training may change, and from when on.

To reuse a trained model, its layers are frozen with `trainable = False` while new
ones learn. Keras decides which weights to move when the first training step is
built, and keeps to that until `compile` is called again.

Claims:
    holds: Training leaves the weights of a frozen layer as they are and moves the others.
    refuted: A layer has to be frozen before `compile`, or training moves it all the same.
    refuted: Freezing a layer between two calls of `fit` is enough to keep the second from moving it.
    refuted: No gradient passes through a frozen layer to the layers below it.
    holds: A frozen BatchNormalization keeps to its moving averages, even when it is called with training=True.
"""

import keras
import tensorflow as tf

STEPS = "before compile", "after compile", "between fits", "between fits, compile again"
FEATURES = 3


def network() -> keras.Model:
    """Return two layers, the same on every call: one with tanh and a linear one with one output."""
    layers = [
        keras.layers.Dense(units, activation, kernel_initializer=keras.initializers.GlorotNormal(seed=units))
        for units, activation in [(4, "tanh"), (1, "linear")]
    ]
    return keras.Sequential([keras.Input((FEATURES,)), *layers])


def examples(count: int = 8) -> tuple[tf.Tensor, tf.Tensor]:
    """Return random inputs, shape (count, FEATURES), and targets, shape (count, 1)."""
    inputs = tf.random.stateless_normal([count, FEATURES], seed=[1, 0])
    return inputs, tf.random.stateless_normal([count, 1], seed=[2, 0])


def moved_by_last_fit(freeze: str, layer: int = 0) -> list[bool]:
    """Freeze one layer at the moment `freeze`, one of STEPS; return which kernels the last `fit` moved."""
    model, (inputs, targets) = network(), examples()
    if freeze == "before compile":
        model.layers[layer].trainable = False
    model.compile("sgd", "mean_squared_error")
    if freeze == "after compile":
        model.layers[layer].trainable = False
    if freeze.startswith("between fits"):
        model.fit(inputs, targets, verbose=0)
        model.layers[layer].trainable = False
    if freeze.endswith("compile again"):
        model.compile("sgd", "mean_squared_error")
    before = [part.kernel.numpy() for part in model.layers]
    model.fit(inputs, targets, verbose=0)
    return [bool((part.kernel.numpy() != old).any()) for part, old in zip(model.layers, before, strict=True)]


def gradient_below(frozen: bool) -> tf.Tensor:
    """Return the gradient of the loss for the first kernel, shape (FEATURES, 4), when the second layer is frozen."""
    model, (inputs, targets) = network(), examples()
    model.layers[1].trainable = not frozen
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(inputs) - targets) ** 2)
    return tape.gradient(loss, model.layers[0].kernel.value)


def normalized(batch, frozen: bool, training: bool) -> tuple[tf.Tensor, tf.Tensor]:
    """Call a new BatchNormalization on `batch`, shape (n, features); return the result and its moving mean after it."""
    layer = keras.layers.BatchNormalization()
    layer.build(batch.shape)
    layer.trainable = not frozen
    return layer(batch, training=training), tf.convert_to_tensor(layer.moving_mean)


def main() -> None:
    """Freeze the first of two layers at four moments and see which kernels still move."""
    print("first layer frozen            kernels moved by the last fit")
    for moment in STEPS:
        print(f"{moment:<29}", "  ".join("moved" if moved else "-----" for moved in moved_by_last_fit(moment)))
    print()
    for frozen in (False, True):
        size = tf.norm(gradient_below(frozen))
        print(f"second layer {'frozen' if frozen else 'free  '}: the gradient of the first has length {size:.4f}")
    print()
    batch = tf.constant([[10.0], [20.0], [30.0]])
    for frozen in (False, True):
        result, mean = normalized(batch, frozen, training=True)
        label = "BatchNormalization " + ("frozen:" if frozen else "free:  ")
        print(label, result.numpy().ravel(), "moving mean", mean.numpy())


if __name__ == "__main__":
    main()
