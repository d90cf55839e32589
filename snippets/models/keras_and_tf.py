"""Keras and tf.keras: one library under two names.

Since TensorFlow 2.16 the name `tf.keras` stands for Keras 3, the package that
`import keras` loads. Older texts compare the two, warn that one lags behind, and
send the reader to Estimators and Addons. Look at the names instead of choosing.

Claims:
    qualified: A class of `tf.keras` is the very same object as the class of that name in `keras`.
    outdated: `keras` and `tf.keras` come in different versions.
    refuted: Every name in `tf.keras` exists in `keras` too, so one import can replace the other.
    outdated: TensorFlow offers Estimators next to Keras as a high-level interface.
    outdated: Group normalization, AdamW and the F1 score need TensorFlow Addons.
"""

import keras
import tensorflow as tf

PARTS = "layers", "optimizers", "losses", "metrics", "callbacks"


def classes(module) -> dict[str, type]:
    """Return the public classes of a module by their names."""
    return {name: value for name, value in vars(module).items() if isinstance(value, type)}


def differing(part: str) -> list[str]:
    """Return the classes in a part of Keras, such as "layers", for which `tf.keras` has another object or none."""
    theirs = classes(getattr(tf.keras, part))
    return [name for name, value in classes(getattr(keras, part)).items() if theirs.get(name) is not value]


def only_in_tf_keras(part: str) -> list[str]:
    """Return the public names in a part of `tf.keras` that are missing in the same part of `keras`."""
    ours = dir(getattr(keras, part))
    return [name for name in dir(getattr(tf.keras, part)) if name not in ours]


def same_version() -> bool:
    """Return whether the two names report one version."""
    return tf.keras.__version__ == keras.__version__


def found(root, path: str) -> bool:
    """Return whether a dotted path such as "layers.Dense" leads to something below `root`."""
    for name in path.split("."):
        if not hasattr(root, name):
            return False
        root = getattr(root, name)
    return True


def main() -> None:
    """Compare the names, then look for what older texts mention."""
    print(f"keras {keras.__version__} and tf.keras {tf.keras.__version__}, equal: {same_version()}")
    print("part        classes  differing       only in tf.keras")
    for part in PARTS:
        names, extra = differing(part), only_in_tf_keras(part)
        shown = ", ".join(extra[:5]) + (", ..." if len(extra) > 5 else "")
        print(f"{part:<12}{len(classes(getattr(keras, part))):7d}  {', '.join(names):<15} {shown}".rstrip())
    print()
    for path in ("keras.layers", "function", "estimator", "keras.estimator", "Session", "compat.v1.Session"):
        print(f"tf.{path:<28}", "found" if found(tf, path) else "absent")
    for path in ("layers.GroupNormalization", "optimizers.AdamW", "metrics.F1Score", "optimizers.Lookahead"):
        print(f"keras.{path:<25}", "found" if found(keras, path) else "absent")


if __name__ == "__main__":
    main()
