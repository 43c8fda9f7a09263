"""Downloading a model in the window, from a real server on this machine: asked, followed, stopped, taken up."""

# Holds SECURITY.md: a model is fetched over https only, and added only with the size and hash of the catalogue

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from cpcl_desktop.engine.models import catalogue, fetch, installed
from cpcl_desktop.gui.dialogs.fetch_dialog import FetchDialog
from cpcl_desktop.gui.lanes.models import Offered, offered
from tests.gui.hands import TIMEOUT
from tests.model_server import FILE, entry_at, serving, write_catalogue


@pytest.fixture
def server(monkeypatch, tmp_path):
    """What a catalogue of one model leads to."""
    monkeypatch.setenv("no_proxy", "*")
    with serving() as (behaviour, address):
        written = write_catalogue(tmp_path / "catalogue.toml", entry_at(address))
        monkeypatch.setattr(catalogue, "resource", lambda _: written)
        yield behaviour


@pytest.fixture
def page(server, window):
    window.actions_by_id["view_models"].trigger()
    return window.views.models


@pytest.fixture
def choose(window, answers, monkeypatch):
    """The first that is offered is chosen, in the dialog itself; what it said is kept."""
    said = []

    def choose_first(parent, offers):
        dialog = FetchDialog(offers, parent)
        said.append(dialog.asking.text())
        return dialog.chosen if dialog.fetch.isEnabled() else None

    monkeypatch.setattr(answers, "offer", choose_first)
    return said


def ended(window):
    return [row.ended for row in window.sources_panel.jobs.ended.rows]


def download(qtbot, window, page):
    """Ask for it; the job is under way."""
    window.actions_by_id["fetch_model"].trigger()
    qtbot.waitUntil(lambda: bool(page.under_way.jobs), timeout=TIMEOUT)


def test_nothing_is_asked_until_it_was_said_who_would_be_and_the_user_agreed(
    qtbot, window, page, server, choose, monkeypatch, answers
):
    seen = []
    monkeypatch.setattr(answers, "offer", lambda parent, offers: seen.append(offers) and None)
    window.actions_by_id["fetch_model"].trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=TIMEOUT)
    dialog = FetchDialog(seen[0], window)
    assert "asks 127.0.0.1" in dialog.asking.text() and dialog.fetch.isEnabled()
    assert server.asked == [] and not page.under_way.jobs


def test_it_is_followed_in_the_list_of_jobs_and_is_a_model_then(qtbot, window, page, server, choose):
    server.hold_after = 2 * fetch.CHUNK
    download(qtbot, window, page)
    job = page.under_way.jobs[0]
    with qtbot.waitSignal(job.progressed, timeout=TIMEOUT):
        pass
    assert window.sources_panel.jobs.isVisible()
    server.may_go_on.set()
    qtbot.waitUntil(lambda: "small" in {row.name for row in page.model.rows}, timeout=TIMEOUT)
    assert [(one.what, one.outcome) for one in ended(window)] == [("Downloading small", "done")]
    assert [model.origin for model in installed.installed() if model.bundle.manifest.name == "small"] == ["fetched"]
    dialog = FetchDialog(offered(), window)
    assert not dialog.fetch.isEnabled() and "on this machine already" in dialog.asking.text()


def test_stopped_it_keeps_what_arrived_and_goes_on_from_there(qtbot, window, page, server, choose, tmp_path):
    server.hold_after = 2 * fetch.CHUNK
    download(qtbot, window, page)
    part = tmp_path / "home" / "fetched" / "small.onnx.part"
    qtbot.waitUntil(lambda: part.is_file() and part.stat().st_size >= 2 * fetch.CHUNK, timeout=TIMEOUT)
    page.under_way.jobs[0].cancel()
    server.may_go_on.set()
    qtbot.waitUntil(lambda: not page.under_way.jobs, timeout=TIMEOUT)
    kept = part.stat().st_size
    assert 0 < kept < len(FILE) and [one.outcome for one in ended(window)] == ["stopped"]
    assert offered().offers[0].kept == kept
    ended(window)[0].again()
    qtbot.waitUntil(lambda: "small" in {row.name for row in page.model.rows}, timeout=TIMEOUT)
    assert server.asked == [None, f"bytes={kept}-"]


def test_what_has_another_hash_is_not_added_and_retry_asks_again(qtbot, window, page, server, choose):
    server.content = FILE[:-1] + b"x"
    download(qtbot, window, page)
    qtbot.waitUntil(lambda: bool(ended(window)), timeout=TIMEOUT)
    failed = ended(window)[0]
    assert failed.outcome == "failed" and "is not the file of the catalogue" in failed.reason
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=TIMEOUT)
    QApplication.activeModalWidget().done(0)
    assert "small" not in {row.name for row in page.model.rows}
    server.content = FILE
    failed.again()
    qtbot.waitUntil(lambda: "small" in {row.name for row in page.model.rows}, timeout=TIMEOUT)


def test_where_the_policy_forbids_a_network_it_says_so_and_asks_nobody(
    qtbot, window, page, server, choose, tmp_path, monkeypatch
):
    (tmp_path / "policy.toml").write_text("network = false", encoding="utf-8")
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: tmp_path / "policy.toml")
    window.actions_by_id["fetch_model"].trigger()
    qtbot.waitUntil(lambda: bool(choose), timeout=TIMEOUT)
    assert "the policy of this machine forbids it to use a network" in choose[0]
    assert not page.under_way.jobs and server.asked == []


def test_the_list_says_what_is_known_of_each(qtbot, server):
    dialog = FetchDialog(Offered(offered().offers, ""))
    qtbot.addWidget(dialog)
    said = dialog.facts.toPlainText()
    known = ("finds people", "Apache-2.0", "a test", f"{len(FILE) / 1e6:.1f} MB", dialog.chosen.entry.url)
    assert all(fact in said for fact in known)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert dialog.result() == 0 and server.asked == []
