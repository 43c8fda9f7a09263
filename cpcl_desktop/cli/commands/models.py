"""`cpcl models`: those on this machine: list, add, import, verify, remove or fetch them, choose the default."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from cpcl_desktop.cli import common
from cpcl_desktop.cli.commands import models_changes, models_fetch, models_import, models_list


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl models`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    shown = actions.add_parser("list", help="the models on this machine")
    shown.add_argument("--speed", action="store_true", help="also measure how fast each is on this machine")
    new = actions.add_parser("add", help="add a bundle (folder or zip) or a YOLOX .onnx detector")
    new.add_argument("path", type=common.path, metavar="FILE")
    brought = actions.add_parser("import", help="wrap a CLIP-like pair of ONNX encoders and its tokenizer.json")
    models_import.add(brought)
    verify = actions.add_parser("verify", help="check every file of the models against its hash")
    one = "name or path of one model (default: all)"
    verify.add_argument("name", type=common.path_or_name, nargs="?", metavar="NAME", help=one)
    remove = actions.add_parser("remove", help="delete a model that was added")
    remove.add_argument("name", type=common.path_or_name, metavar="NAME")
    remove.add_argument("--yes", action="store_true", help="also if it is the one chosen with `cpcl models use`")
    use = actions.add_parser("use", help="choose what new cases begin with")
    chosen = "an image-text model, a detector, or motion"
    use.add_argument("name", type=common.name, nargs="?", metavar="NAME", help=chosen)
    use.add_argument("--default", action="store_true", help="undo it: the program's own choice again")
    fetch = actions.add_parser("fetch", help="fetch a model of the catalogue; uses the network, nothing else does")
    wanted = "without it: list the catalogue"
    fetch.add_argument("name", type=common.name, nargs="?", metavar="NAME", help=wanted)
    for action in (shown, new, brought, verify, remove, use, fetch):
        common.add_json(action)


def run(request: argparse.Namespace) -> int:
    """Carry out the action."""
    return _ACTIONS[request.action](request)


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": models_list.say_models,
    "add": models_changes.add,
    "import": models_import.import_pair,
    "verify": models_list.verify,
    "remove": models_changes.remove,
    "use": models_changes.use,
    "fetch": models_fetch.fetch,
}
