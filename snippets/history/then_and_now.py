"""Then and now: what became of the names in old code.

Ten years of tutorials are still online, and many of them no longer run. A name
of TensorFlow 1 is either still in `tf`, or only in `tf.compat.v1`, which keeps
old programs alive, or gone for good. Knowing which tells whether old code needs
a new prefix or a new idea.

Claims:
    outdated: A program calls `tf.Session`, `tf.placeholder` and `tf.get_variable`.
    refuted: `tf.compat.v1` still has all of TensorFlow 1.
    refuted: `tf.feature_column` went away together with `tf.estimator`.
    holds: A session with an optimizer of TensorFlow 1 and a tape in a `tf.function` take the same steps.
"""

import tensorflow as tf

v1 = tf.compat.v1

REPLACEMENTS = {
    "Session": "a call of a tf.function",
    "placeholder": "an argument of a tf.function",
    "get_variable": "tf.Variable",
    "global_variables_initializer": "nothing: variables start with a value",
    "train.GradientDescentOptimizer": "keras.optimizers.SGD",
    "layers.dense": "keras.layers.Dense",
    "estimator.Estimator": "keras.Model",
    "contrib": "packages of their own",
    "feature_column.numeric_column": "Keras preprocessing layers, if you start anew",
    "gradients": "tf.GradientTape, outside of graphs",
}


def found_in(module, name: str) -> bool:
    """Return whether a module has a name, which may have dots in it."""
    for part in name.split("."):
        if not hasattr(module, part):
            return False
        module = getattr(module, part)
    return True


def home(name: str) -> str:
    """Return the first place that has a name of TensorFlow 1: `tf`, `tf.compat.v1` or nowhere."""
    if found_in(tf, name):
        return "tf"
    return "tf.compat.v1" if found_in(v1, name) else "gone"


def bucket(number: float, boundaries: list[float]) -> list[float]:
    """Return in which interval between the n boundaries a number lies, as a feature column tells: n zeros and a 1."""
    column = tf.feature_column.bucketized_column(tf.feature_column.numeric_column("number"), boundaries)
    with tf.Graph().as_default(), v1.Session() as session:
        return session.run(v1.feature_column.input_layer({"number": [[number]]}, [column]))[0].tolist()


def descend_then(target: float, learning_rate: float, steps: int) -> list[float]:
    """Minimise (w - target)**2 from w = 0 as in TensorFlow 1; return w after each step."""
    with tf.Graph().as_default(), v1.Session() as session:
        x = v1.placeholder(tf.float32, [])
        w = v1.get_variable("w", initializer=0.0)
        step = v1.train.GradientDescentOptimizer(learning_rate).minimize((w - x) ** 2)
        session.run(v1.global_variables_initializer())
        path = []
        for _ in range(steps):
            session.run(step, feed_dict={x: target})
            path.append(float(session.run(w)))
        return path


def descend_now(target: float, learning_rate: float, steps: int) -> list[float]:
    """Do the same as in TensorFlow 2."""
    w = tf.Variable(0.0)

    @tf.function
    def step(x):
        with tf.GradientTape() as tape:
            loss = (w - x) ** 2
        return w.assign_sub(learning_rate * tape.gradient(loss, w))

    x = tf.constant(target)
    return [float(step(x)) for _ in range(steps)]


def main() -> None:
    """Look up names of TensorFlow 1, then take the same steps then and now."""
    print(f"{'name in TensorFlow 1':<34}{'found in':<14}today")
    for name, now in REPLACEMENTS.items():
        print(f"tf.{name:<31}{home(name):<14}{now}")
    print()
    print("0.3 between 0, 0.5 and 1, by a feature column:", bucket(0.3, [0.0, 0.5, 1.0]))
    print("w, minimising (w - 4)**2, in a session:       ", [f"{w:.4f}" for w in descend_then(4.0, 0.1, 5)])
    print("w, minimising (w - 4)**2, with a tape:        ", [f"{w:.4f}" for w in descend_now(4.0, 0.1, 5)])


if __name__ == "__main__":
    main()
