"""Two heads: several outputs, one loss to minimize.

A model with several outputs has a loss for each of them, but training needs one
number to go down. Keras adds the losses up, each times its weight. The trunk
below the heads feels that sum; each head feels its own part only.

Claims:
    holds: The loss that `fit` minimizes is the sum of the losses of the outputs, each times its weight.
    holds: The gradient for the shared trunk is the weighted sum of the gradients of the two losses.
    refuted: The weight of one head's loss changes the gradient that the other head receives.
    qualified: Doubling all loss weights doubles the step that training takes.
    holds: Inputs and targets given as dictionaries are matched by name, whatever their order.
"""

import keras
import tensorflow as tf

FEATURES = 3


def model() -> keras.Model:
    """Return a model with two named inputs, a shared layer, and two named outputs; the same on every call."""
    left, right = keras.Input((FEATURES,), name="left"), keras.Input((FEATURES,), name="right")
    difference = keras.layers.Subtract()([left, right])
    trunk, price, sold = (
        keras.layers.Dense(units, activation, name=name, kernel_initializer=keras.initializers.GlorotNormal(seed=units))
        for name, units, activation in [("trunk", 4, "tanh"), ("price", 1, "linear"), ("sold", 1, "sigmoid")]
    )
    shared = trunk(difference)
    return keras.Model({"left": left, "right": right}, {"price": price(shared), "sold": sold(shared)})


def examples(count: int = 6) -> tuple[dict, dict]:
    """Return two inputs, each of shape (count, FEATURES), and two targets, each of shape (count, 1), by name."""
    left, right = (tf.random.stateless_normal([count, FEATURES], seed=[seed, 0]) for seed in (0, 1))
    price = tf.random.stateless_normal([count, 1], seed=[2, 0])
    return {"left": left, "right": right}, {"price": price, "sold": tf.cast(price > 0, tf.float32)}


def compiled(price_weight: float, sold_weight: float, optimizer: str = "sgd") -> keras.Model:
    """Return the model with a squared error for the price and a cross-entropy for the sale."""
    two_heads = model()
    two_heads.compile(
        optimizer,
        loss={"price": "mean_squared_error", "sold": "binary_crossentropy"},
        loss_weights={"price": price_weight, "sold": sold_weight},
        run_eagerly=True,  # a step or two is not worth a trace
    )
    return two_heads


def total_loss(price_weight: float, sold_weight: float) -> float:
    """Return the loss that Keras reports for the examples."""
    inputs, targets = examples()
    return compiled(price_weight, sold_weight).test_on_batch(inputs, targets, return_dict=True)["loss"]


def gradients(price_weight: float, sold_weight: float) -> dict[str, tf.Tensor]:
    """Return the gradient of the total loss for each Dense kernel, in its shape, by the name of the layer."""
    two_heads, (inputs, targets) = compiled(price_weight, sold_weight), examples()
    kernels = {layer.name: layer.kernel.value for layer in two_heads.layers if layer.weights}
    with tf.GradientTape() as tape:
        loss = two_heads.compute_loss(inputs, targets, two_heads(inputs))
    return tape.gradient(loss, kernels)


def first_move(optimizer: str, scale: float) -> tf.Tensor:
    """Take one step with both weights equal to `scale`; return the move of the trunk's kernel, (FEATURES, 4)."""
    two_heads, (inputs, targets) = compiled(scale, scale, optimizer), examples()
    kernel = two_heads.get_layer("trunk").kernel
    before = tf.identity(kernel.value)
    two_heads.train_on_batch(inputs, targets)
    return kernel.value - before


def outputs_reversed(inputs: dict) -> tuple[dict, dict]:
    """Return what the model makes of `inputs`, shape (n, FEATURES) each, and of the same in reversed order."""
    two_heads = model()
    return two_heads(inputs), two_heads(dict(reversed(inputs.items())))


def main() -> None:
    """Weigh the two losses in several ways."""
    print("weights      total loss   length of the gradient for")
    print("price sold                 trunk    price    sold")
    for weights in [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.5), (2.0, 1.0)]:
        lengths = gradients(*weights)
        cells = "   ".join(f"{float(tf.norm(lengths[name])):.4f}" for name in ("trunk", "price", "sold"))
        print(f"{weights[0]:5.1f} {weights[1]:4.1f}   {total_loss(*weights):10.4f}    {cells}")
    print()
    print("length of the first step of the trunk with weights 1, 1 and with 2, 2")
    for optimizer in ("sgd", "adam"):
        once, twice = (float(tf.norm(first_move(optimizer, scale))) for scale in (1.0, 2.0))
        print(f"{optimizer:<5} {once:.6f}  {twice:.6f}")


if __name__ == "__main__":
    main()
