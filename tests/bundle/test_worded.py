"""What engine and bundle say to people is worded, so that a window can say it in its language."""

import ast
import pickle
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cpcl_desktop.bundle.errors import CpclError, MediaError
from cpcl_desktop.bundle.worded import worded

PROGRAM = Path(__file__).resolve().parents[2] / "cpcl_desktop"
COMMANDS = "only commands print it"
REPORTS = "it is written into reports, which are English"
ADMINISTRATORS = "what is wrong with a file that somebody wrote, in terms of that file"
INTERNAL = "no user sees it: other code catches it, or it is a mistake of ours"
LEFT: Mapping[str, str] = {  # file, or folder of files, whose sentences stay English
    "bundle/arguments.py": COMMANDS,
    "engine/bench": COMMANDS,
    "engine/evidence/der.py": COMMANDS,
    "engine/evidence/heads.py": COMMANDS,
    "engine/evidence/signing.py": COMMANDS,
    "engine/evidence/timestamp.py": COMMANDS,
    "engine/persons/persons.py": COMMANDS,
    "engine/report/differences.py": COMMANDS,
    "engine/report/verify.py": COMMANDS,
    "engine/report/pages.py": REPORTS,
    "engine/report/records.py": REPORTS,
    "engine/report/writing.py": REPORTS,
    "engine/case/folding.py": INTERNAL,
    "engine/case/migrations.py": INTERNAL,
    "engine/case/packed_routes.py": INTERNAL,
    "engine/decoder/shared_memory.py": INTERNAL,
    "engine/decoder/wire.py": INTERNAL,
    "engine/routes.py": INTERNAL,
    "engine/runtime/language.py": INTERNAL,
    "engine/runtime/policy.py": ADMINISTRATORS,
    "engine/search/hits.py": INTERNAL,
    "engine/updates.py": ADMINISTRATORS,
    "engine/search/vectors.py": INTERNAL,
}
ERRORS = frozenset(one.__name__ for one in CpclError.__subclasses__())
FILES = sorted([*(PROGRAM / "engine").rglob("*.py"), *(PROGRAM / "bundle").rglob("*.py")])
SENTENCE = re.compile(r"[A-Z“{‘`].*[a-z].*\.", re.DOTALL)


def text_of(node: ast.AST) -> str | None:
    """A literal text, with {} for what is filled in; None for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def unworded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of what is raised, or is a whole sentence, and is said by neither `worded` nor `tr`."""
    passed: set[int] = set()
    raised: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "worded"):
            passed |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            passed |= {id(part) for part in node.args if isinstance(part, ast.Constant)}
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            raised |= {id(part) for argument in node.exc.args for part in ast.walk(argument)}
            raised |= {id(keyword.value) for keyword in node.exc.keywords}
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in ast.walk(node) if part is not node}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))  # a docstring
    for node in ast.walk(tree):
        text = None if id(node) in passed else text_of(node)
        if text is None:
            continue
        is_said = id(node) in raised and re.search("[a-z]{3}", text)
        if is_said or (SENTENCE.fullmatch(text) and text.count(" ") >= 2):
            yield getattr(node, "lineno", 0), text


def found() -> dict[str, list[tuple[int, str]]]:
    trees = {str(path.relative_to(PROGRAM)): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    return {name: texts for name, tree in trees.items() if (texts := list(unworded(tree)))}


def is_left(name: str) -> bool:
    return any(name == left or name.startswith((f"{left}/", f"{left}.")) for left in LEFT)


def test_every_sentence_is_worded_or_left_english_with_a_reason():
    assert {name: texts for name, texts in found().items() if not is_left(name)} == {}


def test_nothing_is_listed_that_needs_no_reason():
    names = found()
    assert [left for left in LEFT if not any(name.startswith(left) for name in names)] == []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValueError("it is cut off")',
        'raise MediaError(f"{path} does not exist.") from error',
        'raise MediaError("{what} is damaged", what="a picture of it")',
        'notes.append(f"The file holds {places} recordings.")',
        'NOTICE = ("No person detector is installed, so people "\n  "are found by motion.")',
    ],
)
def test_what_is_not_worded_is_found(code):
    assert len(list(unworded(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'raise ValueError(worded("it is cut off"))',
        'raise MediaError("{path} does not exist.", path=path) from error',
        'notes.append(tr("It stops there."))',
        '"""A docstring of a module."""',
        'raise KeyError("id")',
    ],
)
def test_what_is_worded_is_not_found(code):
    assert list(unworded(ast.parse(code))) == []


def misfilled(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of what is given other values than its text has blanks; a text alone may be filled in later."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)) or not node.args:
            continue
        text = text_of(node.args[0]) if isinstance(node.args[0], ast.Constant) else None
        if text is None or node.func.id not in ERRORS | {"worded"}:
            continue
        given = {keyword.arg for keyword in node.keywords}
        blanks = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        if given != blanks and (given or node.func.id in ERRORS):
            yield node.lineno, text


def test_every_blank_is_filled_in():
    trees = {str(path.relative_to(PROGRAM)): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    assert {name: texts for name, tree in trees.items() if (texts := list(misfilled(tree)))} == {}


@pytest.mark.parametrize("code", ['worded("{a} {b}", a=1)', 'MediaError("{a}")', 'MediaError("a", a=1)'])
def test_a_blank_that_is_not_filled_in_is_found(code):
    assert len(list(misfilled(ast.parse(code)))) == 1


def test_it_is_english_with_values_filled_in():
    assert worded("{name!r} has {size:,} bytes", name="a", size=1234) == "'a' has 1,234 bytes"
    assert worded("braces {stay} without values") == "braces {stay} without values"


def test_an_error_is_worded_and_travels_between_processes_with_its_sentence():
    error = MediaError("{name} has {size:,} bytes", name="{a}", size=1234)
    assert str(error) == str(pickle.loads(pickle.dumps(error))) == "{a} has 1,234 bytes"
    assert str(MediaError(f"{'{braces}'} stay")) == "{braces} stay"
