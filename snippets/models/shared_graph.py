"""One graph: many models of the same layers.

A functional model is a choice of inputs and outputs in a graph of layers. So an
encoder and the autoencoder around it can be cut from one graph: no weight is
copied, and what one model learns, the other one knows.

Claims:
    holds: Models cut from one graph share its layers, so their weights are the same objects.
    holds: A training step of the autoencoder changes what the encoder returns.
    refuted: The parameters of an encoder, a decoder and their autoencoder take memory three times.
    refuted: `trainable = False` on the encoder leaves the autoencoder as trainable as it was.
    refuted: `keras.models.clone_model` gives a copy with the same weights.
"""

import keras
import tensorflow as tf

FEATURES, CODE = 6, 2


def models(seed: int = 0) -> tuple[keras.Model, keras.Model, keras.Model]:
    """Return an encoder from FEATURES to CODE numbers, a decoder back, and the autoencoder of both; all linear."""
    initializer = keras.initializers.RandomNormal(stddev=0.5, seed=seed)
    inputs, code = keras.Input((FEATURES,), name="picture"), keras.Input((CODE,), name="code")
    encode = keras.layers.Dense(CODE, use_bias=False, kernel_initializer=initializer)
    decode = keras.layers.Dense(FEATURES, use_bias=False, kernel_initializer=initializer)
    return (
        keras.Model(inputs, encode(inputs)),
        keras.Model(code, decode(code)),
        keras.Model(inputs, decode(encode(inputs))),
    )


def examples(count: int = 5) -> tf.Tensor:
    """Return random float32 numbers, shape (count, FEATURES)."""
    return tf.random.stateless_normal([count, FEATURES], seed=[1, 0])


def shared(one: keras.Model, other: keras.Model) -> int:
    """Return how many weight arrays of `one` are weights of `other` too."""
    return sum(any(weight is theirs for theirs in other.weights) for weight in one.weights)


def bytes_of(*parts: keras.Model) -> int:
    """Return the memory of the weights of several models, each array counted once."""
    return sum(weight.numpy().nbytes for weight in {id(w): w for part in parts for w in part.weights}.values())


def step(autoencoder: keras.Model, inputs: tf.Tensor, learning_rate: float) -> None:
    """Move the trainable weights once against the gradient of the mean squared error; inputs: shape (n, features)."""
    variables = [weight.value for weight in autoencoder.trainable_weights]
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((autoencoder(inputs) - inputs) ** 2)
    for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
        variable.assign_sub(learning_rate * gradient)


def frozen_within(encoder: keras.Model, autoencoder: keras.Model) -> tuple[int, int]:
    """Freeze the encoder; return how many trainable weight arrays the autoencoder has before and after."""
    before = len(autoencoder.trainable_weights)
    encoder.trainable = False
    return before, len(autoencoder.trainable_weights)


def copied(model: keras.Model, with_weights: bool) -> keras.Model:
    """Return a model of the same architecture, and of the same weights if they are set."""
    clone = keras.models.clone_model(model)
    if with_weights:
        clone.set_weights(model.get_weights())
    return clone


def main() -> None:
    """Train one model and look at the others."""
    (encoder, decoder, autoencoder), inputs = models(), examples()
    print("weight arrays of the encoder in the autoencoder:", shared(encoder, autoencoder), "of", len(encoder.weights))
    sizes = [bytes_of(model) for model in (encoder, decoder, autoencoder)]
    print("bytes of the weights:", *sizes, " all together:", bytes_of(encoder, decoder, autoencoder))
    print()
    print("code of the first example      ", encoder(inputs)[0].numpy())
    plain, full = copied(encoder, with_weights=False), copied(encoder, with_weights=True)
    step(autoencoder, inputs, learning_rate=0.5)
    print("after a step of the autoencoder", encoder(inputs)[0].numpy())
    print("by a clone made before         ", plain(inputs)[0].numpy())
    print("by a clone with weights set    ", full(inputs)[0].numpy())
    print()
    print("trainable arrays before and after freezing the encoder:", frozen_within(encoder, autoencoder))


if __name__ == "__main__":
    main()
