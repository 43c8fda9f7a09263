"""`cpcl-train calibrate`: how strong a hit of a bundle is, and whether anyone like that is there at all."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.arguments import path, whole
from cpcl_train.cli.arguments import DATA_HELP
from cpcl_train.cli.terminal import DONE, answer


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("bundle", type=path, metavar="BUNDLE", help="bundle folder; its manifest is written anew")
    parser.add_argument(
        "--data", type=path, action="append", required=True, metavar="FOLDER",
        help=f"rendered set whose val and test people the model was not trained on: {DATA_HELP}; several count "
        "together",
    )  # fmt: skip
    parser.add_argument(
        "--check", type=path, action="append", default=[], metavar="FOLDER",
        help="real set to measure on as well; nothing is fitted on it",
    )  # fmt: skip
    parser.add_argument("--plot", type=path, metavar="FILE", help="also draw the reliability as SVG to this file")
    parser.add_argument(
        "--seed", type=whole(0), default=0, help="which half of the people is fitted on (default 0)"
    )


def run(request: argparse.Namespace) -> int:
    """Fit, measure, print, and write the bundle."""
    from cpcl_desktop.bundle.bundle import Bundle
    from cpcl_train.cli.commands.export import say_written
    from cpcl_train.judge.calibrate import calibrated, checked, described_crowd, report_table
    from cpcl_train.judge.reliability import reliability_svg
    from cpcl_train.ship.calibrated import write_calibrated
    from cpcl_train.ship.export import OnnxEncoder

    bundle = Bundle.open(request.bundle)
    encoder, manifest = OnnxEncoder(bundle), bundle.manifest
    crowd = described_crowd(encoder, manifest, request.data, ("val", "test"), worse=True, seed=request.seed)
    calibration, held_out = calibrated(crowd, seed=request.seed)
    rows = {"held-out people": held_out}
    for folder in request.check:
        real = described_crowd(encoder, manifest, [folder], ("test",), worse=False)
        rows[folder.name] = checked(calibration, real)
    answer(report_table(rows))
    figures = {name: measured.to_table() for name, measured in rows.items()}
    written = write_calibrated(bundle, calibration, figures)
    if request.plot:
        svg = reliability_svg([(name, measured.bins) for name, measured in rows.items()])
        request.plot.write_text(svg, encoding="utf-8")
    say_written(written)
    return DONE
