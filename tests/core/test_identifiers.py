from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.identifiers import OPEN, Catalog, Identifier, Library, find_identifiers

MODULES = {
    "tensorflow": {
        "Tensor": "",
        "Variable": "",
        "compat": "tf.compat",
        "constant": "",
        "keras": "keras",
        "math": "tf.math",
        "nn": "tf.nn",
        "python": OPEN,
    },
    "tf.compat": {"v1": "tf.v1"},
    "tf.v1": {"Session": "", "layers": OPEN, "placeholder": ""},
    "tf.math": {"log": "", "multiply": ""},
    "tf.nn": {"relu": ""},
    "keras": {"Layer": "", "Model": "", "layers": "keras.layers", "made": "keras.made", "utils": "keras.utils"},
    "keras.layers": {"Dense": "", "LSTM": "", "Layer": ""},
    "keras.utils": {"to_categorical": ""},
    "numpy": {"array": "", "inf": "", "linalg": "numpy.linalg"},
    "numpy.linalg": {"eigh": ""},
}
LIBRARIES = (
    Library("TensorFlow", "2.21.0", "tensorflow", ("tf", "tensorflow"), "tf.compat.v1"),
    Library("Keras", "3.15.1", "keras", ("keras",), "tf.keras"),
    Library("NumPy", "2.4.6", "numpy", ("np", "numpy")),
)


def problems(text: str) -> list[str]:
    catalog = Catalog(LIBRARIES, MODULES.get, lambda name: name == "kerasy")
    return [message for identifier in find_identifiers(text) if (message := catalog.problem(identifier))]


def names(text: str) -> list[str]:
    return [str(identifier) for identifier in find_identifiers(text)]


def test_identifiers_are_found_in_code_spans_and_in_prose():
    found = list(find_identifiers("A `tf.Module` holds variables, np.array(1) does not, and keras.Model is more."))
    assert found == [
        Identifier(("tf", "Module"), code=True, one=False),
        Identifier(("np", "array"), code=True, one=False),
        Identifier(("keras", "Model"), code=False, one=True),
    ]


@pytest.mark.parametrize(
    "text", ["It uses tf. Then more.", "keras.", "tf 2.21", "www/keras.Model", "~/tf.x", "a@keras.io", "tf.data-driven"]
)
def test_what_is_no_dotted_name_is_left_out(text):
    assert names(text) == []


def test_a_backtick_without_a_partner_opens_no_code():
    assert [identifier.code for identifier in find_identifiers("a ` and tf.constant")] == [False]


@pytest.mark.parametrize("text", ["`tf.nn.re*`", "tf.nn.re…", "`tf.nn.re...`", "`tf.nn.re<op>`", "`tf.nn.re{lu,lu6}`"])
def test_a_name_that_is_cut_short_loses_its_last_part(text):
    assert names(text) == ["tf.nn"]


def test_a_subscript_and_a_call_end_a_name():
    assert names("`np.array([1])[0].sum` and `tf.nn.relu(x)`") == ["np.array", "tf.nn.relu"]


@pytest.mark.parametrize("text", ["使用tf.Variable创建变量", "tf.Variable을 만든다"])
def test_a_script_without_spaces_may_touch_a_name(text):
    assert names(text) == ["tf.Variable"]


@pytest.mark.parametrize(
    "text",
    [
        "`tf.constant` and `tensorflow.nn.relu`",
        "`tf.Variable.assign_add` hangs on a class",
        "`tf.keras.layers.Dense(3)`",
        "`tf.python.framework.ops` leads anywhere",
        "`tf.compat.v1.layers.dense` is there only sometimes",
        "`keras.made.Anything` is of a module that nobody can read",
        "`tf.__version__` and `tf._private.thing`",
        "`plt.plot`, `model.fit`, `self.layers`, `torch.nn.Linear`, `kerasy.Model`",
        "`Keras.Model` is the library by its name",
        "`jnumpy.array`, `keras3.Model` and `teras.Model` are other libraries",
        "see keras.io, tf.org, `keras.json` and `np.npz`",
        "`tf.xxx`, `tf.foo`, `keras.layers.MyLayer`, `tf.nn.your_function`, `tf.v2`",
        "the tf.idf of a word",
    ],
)
def test_what_exists_or_cannot_be_judged_is_no_problem(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("ketas.Model", "is not in any library here; did you mean keras.Model?"),
        ("tensoflow.constant", "is not in any library here; did you mean tensorflow.constant?"),
        ("nupmy.array", "is not in any library here; did you mean numpy.array?"),
        ("ketas.Modle", "is not in any library here; did you mean keras.Model?"),
        ("tf.contrib.layers", "is not in TensorFlow 2.21"),
        ("tf.variable", "is not in TensorFlow 2.21; did you mean tf.Variable?"),
        ("tf.nn.rleu", "is not in TensorFlow 2.21; did you mean tf.nn.relu?"),
        ("tf.mth.log", "is not in TensorFlow 2.21"),
        ("tf.log", "is not in TensorFlow 2.21; did you mean tf.math.log?"),
        ("tf.Session", "is not in TensorFlow 2.21; did you mean tf.compat.v1.Session?"),
        ("tf.layers.dense", "is not in TensorFlow 2.21"),
        ("keras.Dense", "is not in Keras 3.15; did you mean keras.layers.Dense?"),
        ("keras.layer.Dense", "is not in Keras 3.15; did you mean keras.layers.Dense?"),
        ("keras.utils.np_utils.to_categorical", "is not in Keras 3.15; did you mean keras.utils.to_categorical?"),
        ("keras.constant", "is not in Keras 3.15"),
        ("np.Inf", "is not in NumPy 2.4; did you mean np.inf?"),
    ],
)
def test_a_name_that_does_not_exist_is_a_problem(written, message):
    assert problems(f"Call `{written}` first.") == [f"`{written}` {message}"]


@pytest.mark.parametrize("name", ["ketas.Model", "tf.contrib.layers", "tf.placeholder", "tf.Session", "np.arry"])
def test_a_bare_name_is_judged_like_one_in_code(name):
    assert problems(f"I read that {name} is useful") == problems(f"`{name}`") != []


@pytest.mark.parametrize(
    "text", ["I learned keras.Then I slept", "keras.LAter", "about keras.GitHub", "more numpy.today", "ketas.Then"]
)
def test_a_missing_space_after_a_sentence_is_no_identifier(text):
    assert problems(text) == []


def test_a_plural_in_prose_is_no_identifier():
    assert problems("keras.layers.Layers are callable") == []
    assert problems("keras.layers.Layers is a base class") == problems("`keras.layers.Layers`") != []


def test_without_a_library_nothing_is_said_about_it():
    catalog = Catalog(LIBRARIES[2:], MODULES.get, lambda _: False)
    assert catalog.problem(Identifier(("tf", "nothing"))) is None
    assert catalog.problem(Identifier(("ketas", "Model"))) is None


@given(st.text(alphabet="atf.`* (é使np_kers/-", max_size=60))
def test_any_text_is_read(text):
    for identifier in find_identifiers(text):
        assert len(identifier.parts) > 1
        assert str(identifier) in text
    problems(text)


@given(st.sampled_from(sorted(MODULES)), st.data())
def test_a_name_of_the_index_is_never_a_problem(module, data):
    name = data.draw(st.sampled_from(sorted(MODULES[module])))
    prefix = {
        "tensorflow": "tf",
        "tf.compat": "tf.compat",
        "tf.v1": "tf.compat.v1",
    }.get(module, module)
    assert problems(f"`{prefix}.{name}`") == []
