"""An axis of time: where a time stands, and which time stands there."""

import numpy as np
import pytest

from cpcl_desktop.gui.look.time_axis import TimeAxis


def test_a_time_and_its_place_lead_to_each_other():
    axis = TimeAxis(10.0, 30.0, 100.0, 200.0)
    assert (axis.x_of(10.0), axis.x_of(30.0), axis.x_of(20.0)) == (100.0, 300.0, 200.0)
    assert axis.xs_of(np.array([10, 20])).tolist() == [100.0, 200.0]
    assert [axis.time_at(x) for x in (100.0, 250.0, 0.0, 999.0)] == [10.0, 25.0, 10.0, 30.0]
    assert axis.x_of(0.0) < axis.left and axis.kept(0.0) == 10.0 and axis.kept(99.0) == 30.0


def test_a_span_is_never_narrower_than_can_be_seen():
    axis = TimeAxis(0.0, 100.0, 0.0, 50.0)
    assert axis.span(10.0, 30.0, 4.0, 8.0).getRect() == (5.0, 4.0, 10.0, 8.0)
    assert axis.span(10.0, 10.0, 4.0, 8.0, least=3.0).width() == 3.0


def test_an_axis_without_time_or_width_divides_by_nothing():
    assert TimeAxis(5.0, 5.0, 0.0, 0.0).time_at(3.0) == 5.0
    assert TimeAxis(0.0, 1.0, 0.0, 0.0).x_of(1.0) == pytest.approx(1.0)
