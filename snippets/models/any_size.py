"""Unknown sizes: one model for pictures of every height and width.

A convolution moves one small kernel over a picture, so its weights do not depend
on how large the picture is; a mean over all places then leaves one number per
filter. None in the shape of an Input says that a size may differ from batch to
batch. It works as long as no weight needs that size.

Claims:
    holds: A convolution with global average pooling classifies pictures of any size with the same weights.
    holds: The number of weights of a convolution depends on its kernel and channels, not on the picture.
    refuted: Flattening prepares pictures of any size for a Dense layer.
    refuted: Every entry of the shape of an Input may be None.
    qualified: A model with an Input of 8 x 8 pixels refuses pictures of another size.
"""

import keras
import tensorflow as tf

CHANNELS, FILTERS, KERNEL, CLASSES = 1, 4, 3, 2


def pooled(height, width, channels=CHANNELS, *, sequential: bool = False) -> keras.Model:
    """Return a classifier of pictures, shape (n, height, width, channels), that averages each filter over all places.

    A size may be None. The model is a Sequential or a functional one.
    """
    outputs = inputs = keras.Input((height, width, channels))
    layers = [
        keras.layers.Conv2D(FILTERS, KERNEL, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(CLASSES),
    ]
    if sequential:
        return keras.Sequential([inputs, *layers])
    for layer in layers:
        outputs = layer(outputs)
    return keras.Model(inputs, outputs)


def flattened(height: int | None, width: int | None) -> keras.Model:
    """Return a classifier that weighs each filter at each place; ValueError if the number of places is unknown."""
    pictures = keras.Input((height, width, CHANNELS))
    features = keras.layers.Conv2D(FILTERS, KERNEL, activation="relu")(pictures)
    return keras.Model(pictures, keras.layers.Dense(CLASSES)(keras.layers.Flatten()(features)))


def pictures(height: int, width: int) -> tf.Tensor:
    """Return two random pictures, float32, shape (2, height, width, CHANNELS)."""
    return tf.random.stateless_normal([2, height, width, CHANNELS], seed=[height, width])


def main() -> None:
    """Show pictures of several sizes to models that know the size and to one that does not."""
    keras.utils.set_random_seed(0)
    models = {
        "functional, (None, None)": pooled(None, None),
        "functional, (8, 8)": pooled(8, 8),
        "Sequential, (8, 8)": pooled(8, 8, sequential=True),
    }
    sizes = [(8, 8), (20, 31), (2, 2)]
    print(f"{'pictures of':<26}" + "".join(f"{f'{height} x {width}':<14}" for height, width in sizes).rstrip())
    for name, model in models.items():
        outcomes = []
        for size in sizes:
            try:
                outcomes.append(str(model(pictures(*size)).shape))
            except ValueError as error:
                outcomes.append(type(error).__name__)
        print(f"{name:<26}" + "".join(f"{outcome:<14}" for outcome in outcomes).rstrip())
    print()
    print("parameters             (8, 8)   (20, 31)   (None, None)")
    for make in (pooled, flattened):
        counts = [make(8, 8).count_params(), make(20, 31).count_params()]
        try:
            counts.append(make(None, None).count_params())
        except ValueError as error:
            counts.append(type(error).__name__)
        print(f"  {make.__name__:<20} {counts[0]:<8} {counts[1]:<10} {counts[2]}")


if __name__ == "__main__":
    main()
