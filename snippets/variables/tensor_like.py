"""Variables look like tensors: and yet they are none.

Nearly everything that takes a tensor takes a variable: it reads the current
value and works with that. So a variable passes for a tensor until somebody asks
for its type, or keeps it under a second name and expects a snapshot.

Claims:
    refuted: Whatever `tf.is_tensor` accepts is an instance of `tf.Tensor`, so a variable is one.
    holds: Computing with a variable gives a tensor, and `tf.reshape` of a variable leaves the variable as it was.
    refuted: `before = variable` keeps the value that the variable has at that time.
    refuted: `variable += 1` adds one to the variable, or at least to a copy of it.
    qualified: One element of a variable can be given a new value on its own.
"""

import tensorflow as tf


def passes_for_tensor(thing) -> tuple[bool, bool]:
    """Return whether `tf.is_tensor` takes `thing` for a tensor, and whether it is an instance of `tf.Tensor`."""
    return tf.is_tensor(thing), isinstance(thing, tf.Tensor)


def computed(variable: tf.Variable) -> dict[str, tf.Tensor]:
    """Compute with a variable of shape (rows, columns) in a few ways; return the results by how they are written."""
    return {
        "variable + 1": variable + 1,
        "variable[0]": variable[0],
        "tf.reshape(variable, [-1])": tf.reshape(variable, [-1]),
        "tf.transpose(variable)": tf.transpose(variable),
    }


def remembered(variable: tf.Variable, read: bool, update) -> tf.Tensor | tf.Variable:
    """Keep the variable or a tensor read from it, then assign `update`; return what was kept. All have one shape."""
    before = tf.convert_to_tensor(variable) if read else variable
    variable.assign(update)
    return before


def add_one(variable: tf.Variable, method: bool) -> tf.Variable:
    """Add one to each element, whatever the shape, by `assign_add` or by `+=`; return the variable."""
    if method:
        variable.assign_add(tf.ones_like(variable))
    else:
        variable += 1
    return variable


def write(variable: tf.Variable, index: int, value: float, method: bool) -> None:
    """Give one element of a variable, shape (n,), a new value, by `assign` on a slice or by item assignment."""
    if method:
        variable[index].assign(value)
    else:
        variable[index] = value


def main() -> None:
    """Treat a variable as if it were a tensor, an array and a list."""
    variable = tf.Variable([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    print(f"{'':<28} tf.is_tensor  isinstance(..., tf.Tensor)  shape")
    for name, thing in {"variable": variable, **computed(variable)}.items():
        is_tensor, instance = passes_for_tensor(thing)
        print(f"{name:<28} {is_tensor!s:<13} {instance!s:<27} {thing.shape}")
    print()
    for name, read in {"before = variable": False, "before = tf.convert_to_tensor(variable)": True}.items():
        before = remembered(tf.Variable([1.0, 2.0]), read, [8.0, 9.0])
        print(f"{name:<40} before is now {before.numpy()}")
    print()
    for name, change in {
        "variable += 1": lambda x: add_one(x, method=False),
        "variable.assign_add(...)": lambda x: add_one(x, method=True),
        "variable[0] = 9": lambda x: write(x, 0, 9.0, method=False),
        "variable[0].assign(9)": lambda x: write(x, 0, 9.0, method=True),
    }.items():
        variable = tf.Variable([1.0, 2.0])
        try:
            change(variable)
            print(f"{name:<40} {variable.numpy()}")
        except (RuntimeError, TypeError) as error:
            print(f"{name:<40} {type(error).__name__}")


if __name__ == "__main__":
    main()
