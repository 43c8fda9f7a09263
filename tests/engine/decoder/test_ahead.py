"""Decoder processes that start before their source is opened."""

import time

import pytest

from cpcl_desktop.engine.decoder import ahead
from cpcl_desktop.engine.decoder.ahead import decoder_for, expect_source, sources_expected
from cpcl_desktop.engine.decoder.handle import Decoder
from cpcl_desktop.engine.decoder.limits import LIMITS, Limits

pytestmark = pytest.mark.usefixtures("started")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Decoder]:
    """Every decoder that is started, in order."""
    every: list[Decoder] = []

    class Noted(Decoder):
        def __init__(self, limits: Limits) -> None:
            super().__init__(limits)
            every.append(self)

    monkeypatch.setattr(ahead, "Decoder", Noted)
    return every


def test_what_was_started_ahead_is_taken(started: list[Decoder]) -> None:
    expect_source()
    decoder = decoder_for(LIMITS)
    assert started == [decoder]
    decoder.end()


def test_one_at_a_time_waits_and_none_stays(started: list[Decoder]) -> None:
    with sources_expected(3):
        first, second = decoder_for(LIMITS), decoder_for(LIMITS)
        assert first is not second and first.is_there and second.is_there
    ends_by = time.monotonic() + 20
    while (len(started) < 3 or started[2].is_there) and time.monotonic() < ends_by:
        time.sleep(0.05)
    assert len(started) == 3 and not started[2].is_there
    for decoder in (first, second):
        decoder.end()


def test_other_limits_get_a_process_of_their_own(started: list[Decoder]) -> None:
    with sources_expected(1):
        decoder = decoder_for(Limits(memory_bytes=2 << 30))
        assert decoder.is_there
        decoder.end()


def test_one_that_died_while_it_waited_is_replaced(started: list[Decoder]) -> None:
    expect_source()
    while not started:
        time.sleep(0.05)
    started[0]._process.kill()
    started[0]._process.wait()
    decoder = decoder_for(LIMITS)
    assert decoder is not started[0] and decoder.is_there
    decoder.end()
