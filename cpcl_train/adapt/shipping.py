"""The parent's bundle with what was learnt beside its projections, and a card that says where that is from."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.descent import Descent, PairsUsed
from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.bundle.manifest import Ports
from cpcl_train.adapt.judging import Judged
from cpcl_train.adapt.learning import Learnt
from cpcl_train.adapt.material import output_of
from cpcl_train.adapt.projection import TappedEncoder, with_residual
from cpcl_train.data.tokens import taught_words
from cpcl_train.judge.metrics import Floats
from cpcl_train.ship.export import CHECKPOINT_ROLE, PARITY, OnnxEncoder, sample_inputs

LICENCE: Final = "LicenseRef-Case-Pairs"
PARITY_KEY: Final = "parity_adapted"
_HEADER: Final = ("| case | groups | passages | no match | SHA-256 of pairs.json |", "|---|---|---|---|---|")
_LIMITS: Final = """\
- It learnt from pictures of people in the footage of the cases named above, and from what people decided about
  them. Keep it as you keep these cases; what may be done with it is what may be done with their material.
- What was decided wrongly was learnt, too. It knows no faces and no names: a hit is a place to look, never an
  identification.
- What its scores mean was not measured: its parent's calibration does not hold for it. `cpcl-train calibrate`
  measures it."""


def descent_of(bundle: Bundle, judged: Judged, used: tuple[PairsUsed, ...], forced: bool) -> Descent:
    """What stands in the manifest of what was learnt."""
    return Descent(
        parent=bundle.manifest.name, parent_sha256=bundle.sha256, made=datetime.now(UTC).date().isoformat(),
        pairs=used, groups=judged.groups, people=judged.people, share=judged.share,
        held_out=judged.held_out, rendered=judged.rendered, chance=judged.chance, forced=forced,
    )  # fmt: skip


def write_adapted(bundle: Bundle, judged: Judged, descent: Descent, name: str, target: Path) -> Bundle:
    """Write the new model's bundle; the parent's stays as it is.

    Raises `MachineError` where the encoders do not give what was learnt; nothing is written then. A checkpoint of
    the parent is left out: it holds nothing of what was learnt.
    """
    encoders, parity = _encoders(bundle, judged.learnt)
    kept = bundle.manifest
    figures = {
        "held-out groups": {
            "groups": descent.groups,
            "parent_r1": round(judged.before[0], 2), "parent_mAP": round(judged.before[1], 2),
            "gain_r1": descent.held_out.r1.points, "gain_mAP": descent.held_out.mAP.points,
        },
        "rendered people": {
            "people": descent.people, "gain_r1": descent.rendered.r1.points, "gain_mAP": descent.rendered.mAP.points
        },
        PARITY_KEY: parity,
    }  # fmt: skip
    manifest = dataclasses.replace(
        kept, name=name, licence=LICENCE, calibration=None, descent=descent, metrics=figures,
        trained_on=(*kept.trained_on, *map(_learnt_from, descent.pairs)),
    )  # fmt: skip
    files = {role: file for role, file in bundle.contents().items() if role != CHECKPOINT_ROLE}
    files |= {role: (files[role][0], content) for role, content in encoders.items()}
    path, card = files.get("model_card", ("model_card.md", b""))
    files["model_card"] = path, adapted_card(name, descent, kept.licence, card.decode()).encode()
    path, notice = files.get("licence", ("LICENCE.txt", b""))
    files["licence"] = path, _notice(descent, kept.licence, notice.decode()).encode()
    return write_bundle(target, manifest, files)


def adapted_card(name: str, descent: Descent, licence: str, parents: str) -> str:
    """The card: what it is made of, how it was judged, its limits; then its parent's card."""
    verdict = f"Refused, and written all the same because --force was given. {descent.refusal}"
    rows = [
        f"| {pairs.case} | {pairs.groups} | {pairs.passages} | {pairs.wrong} | `{pairs.pairs_sha256}` |"
        for pairs in descent.pairs
    ]
    return "\n\n".join(
        [
            f"# {name}",
            f"Made by `cpcl-train adapt` on {descent.made} of the model {descent.parent} (manifest SHA-256 "
            f"`{descent.parent_sha256}`): low-rank residuals beside its two projections, {descent.share:.0%} of "
            "what was learnt. All else is the parent's.",
            "## Learnt from\n\n" + "\n".join([*_HEADER, *rows]),
            f"Licence: {LICENCE}. Its parent's: {licence}.",
            f"## Compared with its parent\n\n{verdict if descent.refusal else 'Accepted.'}\n\n"
            f"- On {descent.groups} groups, each held out while it was judged: {descent.held_out}.\n"
            f"- On {descent.people} rendered people of all kinds: {descent.rendered}.\n"
            f"- Descriptions dealt out at random among them fit as well {descent.chance:.1%} of the time.\n\n"
            "Differences to the parent, with intervals of 95 % (bootstrap by group and by person).",
            "## Limits of what was learnt\n\n" + _LIMITS,
            "## The parent's card\n\nIts figures are the parent's, not this model's.\n\n" + _lowered(parents),
        ]
    )


def _encoders(bundle: Bundle, learnt: Learnt) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Both encoders with their residuals, and the lowest cosines to what was learnt, on samples."""
    image_name, text_name = output_of(bundle, "image"), output_of(bundle, "text")
    image, text = bundle.read("image_encoder"), bundle.read("text_encoder")
    encoders = {
        "image_encoder": with_residual(image, learnt.image, image_name),
        "text_encoder": with_residual(text, learnt.text, text_name),
    }
    made = OnnxEncoder(bundle, encoders)
    ports = bundle.manifest.ports or Ports()
    pictures, ids = sample_inputs(made.spec, made.tokenizer, taught_words(bundle.read("tokenizer")), seed=0)
    inputs: dict[str, Any] = {ports.ids: ids.astype(ports.ids_type)}
    if ports.mask is not None:
        inputs[ports.mask] = made.tokenizer.mask(ids).astype(ports.mask_type)
    seen = TappedEncoder(image, image_name).run({ports.image: pictures})
    read = TappedEncoder(text, text_name).run(inputs)
    return encoders, {
        "image_cosine": _lowest(made.encode_images(pictures), learnt.image.applied(*seen)),
        "text_cosine": _lowest(made.encode_ids(ids), learnt.text.applied(*read)),
    }


def _lowest(made: Floats, wanted: Floats) -> float:
    cosine = float((made * wanted).sum(1).min())
    if not cosine >= PARITY:
        raise MachineError(
            f"The encoder that was written does not give what was learnt (cosine {cosine:.6f}, {PARITY} needed); "
            "nothing was written."
        )
    return min(1.0, round(cosine, 7))


def _learnt_from(pairs: PairsUsed) -> str:
    return (
        f"Pairs of the case {pairs.case}: {pairs.passages} passages of its footage in {pairs.groups} groups, with "
        f"their descriptions (pairs.json SHA-256 {pairs.pairs_sha256})"
    )


def _notice(descent: Descent, licence: str, parents: str) -> str:
    cases = ", ".join(pairs.case for pairs in descent.pairs)
    return (
        f"{LICENCE}: this model holds what was learnt from pictures and descriptions of the cases {cases}. It "
        f"may be used and passed on as far as their material may. Its parent {descent.parent} is licensed under "
        f"{licence}:\n\n{parents}"
    )


def _lowered(card: str) -> str:
    """A card's headings one step lower."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in card.splitlines()) + "\n"


def default_name(bundle: Bundle, used: tuple[PairsUsed, ...]) -> str:
    """Parent, case and day."""
    cases = list(dict.fromkeys(pairs.case for pairs in used))
    more = f"-and-{len(cases) - 1}-more" if len(cases) > 1 else ""
    return f"{bundle.manifest.name}-{cases[0]}{more}-{datetime.now(UTC).date().isoformat()}"
