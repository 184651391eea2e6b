"""Glow's negative log-likelihood a second time, in plain PyTorch and float64, from a saved model bundle.

It shares no code with the product: it reads the safetensors file itself, applies actnorm and the 1x1 convolution one
after the other, and takes the convolution's log-determinant from the whole matrix.

Usage: glow_reference.py BUNDLE IMAGES
IMAGES holds raw 8-bit pixels, channel by channel, image after image (NCHW). Prints the NLL of each image in nats, with
the dequantisation constant, at the bins' middle, one per line.
"""

import json
import math
import sys

import torch
import torch.nn.functional as F

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(data[begin:end]), dtype=DTYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, metadata


class Glow:
    def __init__(self, tensors, architecture):
        self.tensors = {k[len("flow.") :]: v.double() for k, v in tensors.items() if k.startswith("flow.")}
        self.architecture = {k.lower(): v for k, v in architecture.items()}

    def parameters_of(self, prefix):
        return {k[len(prefix) + 1 :]: v for k, v in self.tensors.items() if k.startswith(prefix + ".")}

    def bounded(self, raw):
        bound = self.architecture["logscalebound"]
        return bound * torch.tanh(raw / bound)

    @staticmethod
    def zero_convolution(x, p):
        return F.conv2d(x, p["weight"], p["bias"], padding=1) * torch.exp(3 * p["logs"])[None, :, None, None]

    def actnorm(self, x, prefix):
        p = self.parameters_of(prefix)
        y = (x + p["bias"][None, :, None, None]) * torch.exp(p["logs"])[None, :, None, None]
        return y, x.shape[2] * x.shape[3] * p["logs"].sum()

    def mix(self, x, prefix):
        p = self.parameters_of(prefix)
        lower = torch.tril(p["lower"], -1) + torch.eye(x.shape[1], dtype=torch.float64)
        upper = torch.triu(p["upper"], 1) + torch.diag(p["sign"] * torch.exp(p["logs"]))
        weight = p["permutation"] @ lower @ upper
        y = torch.einsum("ij,njhw->nihw", weight, x)
        return y, x.shape[2] * x.shape[3] * torch.linalg.slogdet(weight)[1]

    def coupling(self, x, prefix):
        kept, changed = torch.split(x, x.shape[1] // 2, dim=1)
        first, second = self.parameters_of(prefix + ".net.first"), self.parameters_of(prefix + ".net.second")
        hidden = F.relu(F.conv2d(kept, first["weight"], first["bias"], padding=1))
        hidden = F.relu(F.conv2d(hidden, second["weight"], second["bias"]))
        said = self.zero_convolution(hidden, self.parameters_of(prefix + ".net.last"))
        if self.architecture["coupling"] == "additive":
            return torch.cat([kept, changed + said], 1), torch.zeros(len(x), dtype=torch.float64)
        shift, raw = torch.split(said, x.shape[1] // 2, dim=1)
        log_scale = self.bounded(raw)
        return torch.cat([kept, changed * torch.exp(log_scale) + shift], 1), log_scale.sum((1, 2, 3))

    def nll(self, pixels):
        x = (pixels.double() + 0.5) / 256 - 0.5
        dimensions = x[0].numel()
        log_p = torch.zeros(len(x), dtype=torch.float64)
        levels, steps = self.architecture["levels"], self.architecture["stepsperlevel"]
        for level in range(levels):
            x = F.pixel_unshuffle(x, 2)
            for step in range(steps):
                prefix = f"scales.{level}.layers.{step + 1}"
                for layer in (
                    lambda v: self.actnorm(v, prefix + ".norm"),
                    lambda v: self.mix(v, prefix + ".mix"),
                    lambda v: self.coupling(v, prefix + ".coupling"),
                ):
                    x, log_det = layer(x)
                    log_p = log_p + log_det
            if level < levels - 1:
                x, latent = torch.split(x, x.shape[1] // 2, dim=1)
                prior = self.zero_convolution(x, self.parameters_of(f"scales.{level}.split.prior"))
                mean, raw = torch.split(prior, x.shape[1], dim=1)
                density = torch.distributions.Normal(mean, torch.exp(self.bounded(raw)))
                log_p = log_p + density.log_prob(latent).sum((1, 2, 3))
        log_p = log_p + torch.distributions.Normal(0.0, 1.0).log_prob(x).sum((1, 2, 3))
        return dimensions * math.log(256) - log_p


def main(bundle, images):
    tensors, metadata = read_safetensors(bundle)
    architecture = json.loads(metadata["architecture"])
    glow = Glow(tensors, architecture)
    shape = [glow.architecture[k] for k in ("channels", "height", "width")]
    with open(images, "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape([-1, *shape])
    with torch.no_grad():
        for value in glow.nll(pixels).tolist():
            print(repr(value))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
