"""Ensembles: models inside a model.

A model can be called like a layer, so the members of an ensemble become layers of
one model that returns their mean. The squared error of that mean is the members'
mean error less the variance of their answers: disagreement is what helps.

Claims:
    holds: An ensemble model returns the mean of what its members return, and its weights are theirs.
    holds: The squared error of the mean is at most the mean squared error of the members.
    holds: That gain is the variance of the members' outputs, so members that agree gain nothing.
    refuted: An ensemble is at least as good as its best member.
    qualified: Averaging the weights of the members gives the ensemble in a single model.
"""

import keras
import tensorflow as tf

FEATURES, HIDDEN = 2, 8


def member(seed: int, hidden: bool = True) -> keras.Model:
    """Return an untrained network with random weights and one output, with a hidden layer or linear."""
    layers = [
        keras.layers.Dense(units, activation, kernel_initializer=keras.initializers.GlorotNormal(seed=seed + units))
        for units, activation in [(HIDDEN, "tanh"), (1, "linear")]
    ]
    return keras.Sequential([keras.Input((FEATURES,)), *(layers if hidden else layers[1:])])


def ensemble(members: list[keras.Model]) -> keras.Model:
    """Return one model of two or more members."""
    inputs = keras.Input((FEATURES,))
    return keras.Model(inputs, keras.layers.Average()([model(inputs) for model in members]))


def examples(count: int = 100) -> tuple[tf.Tensor, tf.Tensor]:
    """Return random inputs, shape (count, FEATURES), and their product with noise, shape (count, 1)."""
    inputs = tf.random.stateless_normal([count, FEATURES], seed=[1, 0])
    noise = 0.1 * tf.random.stateless_normal([count, 1], seed=[2, 0])
    return inputs, inputs[:, :1] * inputs[:, 1:] + noise


def squared_error(model: keras.Model, inputs, targets) -> float:
    """Return the mean squared error of the model."""
    return float(tf.reduce_mean((model(inputs) - targets) ** 2))


def disagreement(members: list[keras.Model], inputs) -> float:
    """Return the variance between the outputs of the members, averaged over the examples."""
    outputs = tf.stack([model(inputs) for model in members])
    return float(tf.reduce_mean(tf.math.reduce_variance(outputs, axis=0)))


def with_mean_weights(members: list[keras.Model]) -> keras.Model:
    """Return a network like the members whose every weight is the mean of that weight over them."""
    model = keras.models.clone_model(members[0])
    for weight, *theirs in zip(model.weights, *(each.weights for each in members), strict=True):
        weight.assign(tf.reduce_mean([value.value for value in theirs], axis=0))
    return model


@tf.function
def train(model: keras.Model, inputs, targets, steps: int = 300, learning_rate: float = 0.2) -> None:
    """Move the weights of the model against the gradient of its squared error, some steps on all examples."""
    variables = [weight.value for weight in model.weights]
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(inputs) - targets) ** 2)
        for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
            variable.assign_sub(learning_rate * gradient)


def main() -> None:
    """Train three members for a moment and compare."""
    inputs, targets = examples()
    members = [member(seed) for seed in (0, 10, 20)]
    for model in members:
        train(model, inputs, targets)
    errors = [squared_error(model, inputs, targets) for model in members]
    mean = sum(errors) / len(errors)
    print("squared errors of the members", " ".join(f"{error:.4f}" for error in errors))
    print(f"their mean                    {mean:.4f}")
    print(f"less the disagreement         {disagreement(members, inputs):.4f}")
    print(f"is the error of the ensemble  {squared_error(ensemble(members), inputs, targets):.4f}")
    print(f"error with mean weights       {squared_error(with_mean_weights(members), inputs, targets):.4f}")
    pair = [members[0], member(30)]
    print(f"first and an untrained member {squared_error(ensemble(pair), inputs, targets):.4f}")


if __name__ == "__main__":
    main()
