"""The dense RealNVP's negative log-likelihood a second time, in plain PyTorch and float64, from a saved model bundle.

It shares no code with the product. Usage and output are those of glow_reference.py, whose reader it uses.
"""

import json
import math
import sys

import torch

from glow_reference import read_safetensors

# The product's batch normalization adds it to every variance.
EPSILON = 1e-7


def batch_norm(x, tensors, prefix):
    deviation = torch.sqrt(tensors[prefix + ".variance"].double() + EPSILON)
    return (x - tensors[prefix + ".mean"].double()) / deviation, -torch.log(deviation).sum()


def subnet(x, tensors, prefix):
    for name in ("first", "second", "last"):
        x = x @ tensors[f"{prefix}.{name}.weight"].double().T + tensors[f"{prefix}.{name}.bias"].double()
        if name != "last":
            x = torch.clamp(x, min=0)
    return x


def coupling(x, tensors, prefix, architecture):
    changed = x.shape[1] // 2
    kept = x[:, : x.shape[1] - changed]
    said = subnet(kept, tensors, prefix + ".net")
    if architecture["coupling"] == "additive":
        return torch.cat([kept, x[:, -changed:] + said], 1), torch.zeros(len(x), dtype=torch.float64)
    bound = architecture["logscalebound"]
    log_scale = bound * torch.tanh(said[:, changed:] / bound)
    return torch.cat([kept, x[:, -changed:] * torch.exp(log_scale) + said[:, :changed]], 1), log_scale.sum(1)


def nll(pixels, tensors, architecture):
    x = ((pixels.double() + 0.5) / 256 - 0.5).reshape(len(pixels), -1)
    layers = "flow.scales.0.layers"
    x, log_p = batch_norm(x, tensors, f"{layers}.1")
    for step in range(architecture["stepsperlevel"]):
        x = x[:, tensors[f"{layers}.{2 + 3 * step}.order"]]
        x, log_det = coupling(x, tensors, f"{layers}.{3 + 3 * step}", architecture)
        log_p = log_p + log_det
        x, log_det = batch_norm(x, tensors, f"{layers}.{4 + 3 * step}")
        log_p = log_p + log_det
    log_p = log_p - (x * x).sum(1) / 2 - x.shape[1] * math.log(2 * math.pi) / 2
    return x.shape[1] * math.log(256) - log_p


def main(bundle, images):
    tensors, metadata = read_safetensors(bundle)
    architecture = {k.lower(): v for k, v in json.loads(metadata["architecture"]).items()}
    shape = [architecture[k] for k in ("channels", "height", "width")]
    with open(images, "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape([-1, *shape])
    for value in nll(pixels, tensors, architecture).tolist():
        print(repr(value))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
