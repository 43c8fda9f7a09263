"""Where these tests must run, one that cannot is a failure that says why."""

import pytest

from tests.e2e.screen import leave_out


def test_what_cannot_run_is_skipped_with_its_reason_and_fails_by_it_where_it_must_run(monkeypatch):
    monkeypatch.delenv("CPCL_MUST_E2E", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no X server: Xvfb"):
        leave_out("no X server: Xvfb")
    monkeypatch.setenv("CPCL_MUST_E2E", "1")
    with pytest.raises(pytest.fail.Exception, match="must run here and cannot: no X server: Xvfb"):
        leave_out("no X server: Xvfb")
