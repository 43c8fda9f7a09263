import pytest

from cpcl_desktop.engine.search.negation import negation_line, negations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("person with no hat", ["no"]),
        ("Without a bag, NOT red, without a coat", ["without", "not"]),
        ("somebody who isn’t wearing a hat", ["isn't"]),
        ("a knot, a nose and a notebook", []),
        ("", []),
    ],
)
def test_words_that_rule_out_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert negations(text) == found


def test_what_they_do_not_do_is_said() -> None:
    assert negation_line("no hat").startswith("“no” rules nothing out")
    assert negation_line("no hat, not red").startswith("“no” and “not” rule nothing out")
    assert negation_line("a bare head") == ""
