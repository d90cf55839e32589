"""Training loop: what `fit` does, written by hand.

Training repeats four steps: compute the outputs, compute the loss, ask the tape
for the gradients, move each parameter a little against its gradient. For a
straight line the best parameters are known, so the loop can be checked.

Claims:
    holds: A step of gradient descent subtracts the learning rate times the gradient from a parameter.
    holds: Gradient descent on the mean squared error ends at the least-squares solution.
    refuted: Enough training brings the loss down to zero.
    refuted: A larger learning rate reaches the same minimum, only sooner.
    holds: `fit` without shuffling makes the same steps as a loop over the batches with a tape.
"""

import keras
import tensorflow as tf

WEIGHTS, BIAS, NOISE = [[3.0], [-2.0]], 1.0, 0.5


def examples(count: int = 256) -> tuple[tf.Tensor, tf.Tensor]:
    """Return noisy points of a plane: inputs of shape (count, 2) and targets of shape (count, 1), float32."""
    inputs = tf.random.stateless_normal([count, 2], seed=[1, 0])
    noise = NOISE * tf.random.stateless_normal([count, 1], seed=[2, 0])
    return inputs, inputs @ tf.constant(WEIGHTS) + BIAS + noise


def mean_squared_error(parameters, inputs, targets) -> tf.Tensor:
    """Return the loss of the plane with the `parameters` weights, shape (2, 1), and bias, shape (1,)."""
    weights, bias = parameters
    return tf.reduce_mean((inputs @ weights + bias - targets) ** 2)


def step(parameters: list[tf.Variable], inputs, targets, learning_rate: float) -> float:
    """Move the parameters, shapes (m, 1) and (1,), once and in place; return the loss before the move."""
    with tf.GradientTape() as tape:
        loss = mean_squared_error(parameters, inputs, targets)
    for parameter, gradient in zip(parameters, tape.gradient(loss, parameters), strict=True):
        parameter.assign_sub(learning_rate * gradient)
    return float(loss)


def train(inputs, targets, learning_rate: float, steps: int) -> tuple[list[tf.Variable], list[float]]:
    """Take `steps` steps from zero; return the parameters, shapes (m, 1) and (1,), and the losses on the way."""
    parameters = [tf.Variable(tf.zeros([2, 1])), tf.Variable(tf.zeros([1]))]
    return parameters, [step(parameters, inputs, targets, learning_rate) for _ in range(steps)]


def train_in_batches(inputs, targets, learning_rate: float, batch_size: int) -> list[tf.Variable]:
    """Go through the examples once, batch after batch; return the parameters, shapes (m, 1) and (1,)."""
    parameters = [tf.Variable(tf.zeros([2, 1])), tf.Variable(tf.zeros([1]))]
    for batch in tf.data.Dataset.from_tensor_slices((inputs, targets)).batch(batch_size):
        step(parameters, *batch, learning_rate)
    return parameters


def fit_in_batches(inputs, targets, learning_rate: float, batch_size: int) -> list:
    """Do the same with Keras."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    model.fit(inputs, targets, batch_size=batch_size, epochs=1, shuffle=False, verbose=0)
    return model.trainable_variables


def equation(parameters) -> str:
    """Write two weights and a bias as an equation."""
    (first, second), (bias,) = (parameter.numpy().ravel() for parameter in parameters)
    return f"y = {first:.3f} a {second:+.3f} b {bias:+.3f}"


def main() -> None:
    """Watch the loss fall, then compare with `fit` and with a learning rate that is too large."""
    inputs, targets = examples()
    parameters, losses = train(inputs, targets, learning_rate=0.1, steps=50)
    print("step   loss")
    for number in (0, 1, 2, 5, 10, 49):
        print(f"{number:4d}   {losses[number]:.4f}")
    print("50 steps on all examples:   ", equation(parameters))
    print(
        "8 batches, by hand:         ", equation(train_in_batches(inputs, targets, learning_rate=0.05, batch_size=32))
    )
    print("8 batches, by fit:          ", equation(fit_in_batches(inputs, targets, learning_rate=0.05, batch_size=32)))
    _, losses = train(inputs, targets, learning_rate=1.1, steps=50)
    print(f"loss with learning rate 1.1: {losses[-1]:.1e}")


if __name__ == "__main__":
    main()
