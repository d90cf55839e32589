import pytest

from snippets.saving import saved_model


@pytest.mark.slow
def test_another_process_computes_without_the_class(tmp_path):
    """holds: A saved module computes in a process that has never seen its class."""
    assert "Multiplier" not in saved_model.READER
    assert "snippets" not in saved_model.READER
    assert saved_model.compute_elsewhere(saved_model.Multiplier(3), str(tmp_path)) == "[15, 18, 9]"


def test_a_method_that_is_no_graph_is_not_saved(tmp_path):
    """refuted: Every method of a module is saved with it."""
    module = saved_model.Multiplier(3)
    assert saved_model.answer(module.plain, [5, 6]) == [15, 18]
    loaded = saved_model.save_and_load(module, str(tmp_path))
    assert saved_model.methods(module) == ["multiply", "scale", "plain"]
    assert saved_model.methods(loaded) == ["multiply", "scale"]
    assert not isinstance(loaded, saved_model.Multiplier)


def test_a_method_with_a_signature_needs_no_call_before_saving(tmp_path):
    """qualified: A method decorated with `tf.function` can be called after loading."""
    loaded = saved_model.save_and_load(saved_model.Multiplier(3), str(tmp_path))
    assert saved_model.answer(loaded.multiply, [5, 6, 3]) == [15, 18, 9]


def test_a_method_without_a_signature_must_have_been_called(tmp_path):
    """qualified: A method decorated with `tf.function` can be called after loading."""
    module = saved_model.Multiplier(3)
    assert saved_model.answer(saved_model.save_and_load(module, f"{tmp_path}/early").scale, [5, 6]) == "ValueError"
    assert saved_model.answer(saved_model.save_and_load(module, f"{tmp_path}/late", lengths=(2,)).scale, [5, 6]) == [
        15,
        18,
    ]


def test_a_loaded_function_knows_only_the_shapes_it_was_saved_with(tmp_path):
    """refuted: A loaded function traces again when it meets a new shape."""
    module = saved_model.Multiplier(3)
    loaded = saved_model.save_and_load(module, str(tmp_path), lengths=(2,))
    assert saved_model.answer(module.scale, [5, 6, 3]) == [15, 18, 9]
    assert saved_model.answer(loaded.scale, [5, 6]) == [15, 18]
    assert saved_model.answer(loaded.scale, [5, 6, 3]) == "ValueError"


def test_assigning_to_a_loaded_variable_changes_only_what_was_loaded(tmp_path):
    """holds: A loaded module has variables of its own, and its graphs read them."""
    module = saved_model.Multiplier(3)
    loaded = saved_model.save_and_load(module, str(tmp_path))
    loaded.weight.assign(10)
    assert saved_model.answer(loaded.multiply, [5, 6, 3]) == [50, 60, 30]
    assert saved_model.answer(module.multiply, [5, 6, 3]) == [15, 18, 9]
    assert module.weight.numpy() == 3
