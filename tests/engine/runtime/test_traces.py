import pytest

from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.runtime.traces import code_path, trace_of, without_names


def test_a_trace_has_kinds_and_places_and_no_words() -> None:
    def fail() -> None:
        try:
            raise KeyError("woman in a red coat")
        except KeyError as error:
            raise CaseError("There is no case at /evidence/robbery.cpcl.") from error

    with pytest.raises(CaseError) as raised:
        fail()
    told = "\n".join(trace_of(raised.value))
    assert told.index("CaseError") < told.index("KeyError") and "in fail" in told
    assert "red coat" not in told and "robbery" not in told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("There is no case at /evidence/gate 7/robbery.cpcl.", "There is no case at <path>"),
        ("cannot open '/evidence/gate 7/a.mp4' now", "cannot open '<path>' now"),
        (r"at C:\Users\ada\Videos\gate.mp4", "at <path>"),
        (r"on \\server\evidence\gate.mp4", "on <path>"),
        ("~/evidence/x", "<path>"),
        ("gate-camera.mp4 was not read", "<file> was not read"),
        ("ada met 'überwachung 7.avi'", "<user> met 'überwachung <file>'"),
        ("KeyError: 3 / 4 of 5.25 s", "KeyError: 3 / 4 of 5.25 s"),
        (
            '  File "/home/ada/code/cpcl_desktop/gui/window.py", line 7, in on_x',
            '  File "cpcl_desktop/gui/window.py", line 7, in on_x',
        ),
        (
            '  File "/usr/lib/python3.11/threading.py", line 7 in run',
            '  File "lib/python3.11/threading.py", line 7 in run',
        ),
    ],
)
def test_paths_files_and_the_user_are_replaced(text: str, left: str) -> None:
    assert without_names(text, "ada") == left


def test_places_in_code_are_told_from_their_package_on() -> None:
    assert code_path("/a/cpcl_desktop/engine/x.py") == "cpcl_desktop/engine/x.py"
    assert code_path("/a/b/script.py") == "script.py"
