"""Glow as one writes it in PyTorch, to compare the product's speed with on the same libtorch.

Nothing here is tuned and nothing is held back: NCHW tensors, one module a layer, one process with all threads, no
gradients while scoring, batches of 32. It reads the product's model bundle, so that both calculate the same function.

Usage: plain_glow.py BUNDLE IMAGES THREADS [--channels-last]
IMAGES holds raw 8-bit pixels, image after image (NCHW). Prints "ready VERSION THREADS", then answers each line of the
standard input with one line:
  nll N          the NLL of the first N images in nats
  score SECONDS  scores all images again and again for so long; "IMAGES SECONDS" as it came out
  train STEPS    trains so many steps from the bundle's weights on; "STEPS SECONDS"
"""

import copy
import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from glow_reference import read_safetensors

BATCH = 32
LEARNING_RATE = 1e-3
LONGEST_GRADIENT = 1.0


def gaussian_log_p(x, mean, log_sd):
    return -0.5 * math.log(2 * math.pi) - log_sd - 0.5 * (x - mean) ** 2 / torch.exp(2 * log_sd)


class ActNorm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.logs = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x):
        return (x + self.bias) * torch.exp(self.logs), x.shape[2] * x.shape[3] * self.logs.sum()


class InvertibleConv1x1(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("permutation", torch.eye(channels))
        self.register_buffer("sign", torch.ones(channels))
        self.lower = nn.Parameter(torch.zeros(channels, channels))
        self.upper = nn.Parameter(torch.zeros(channels, channels))
        self.logs = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        channels = x.shape[1]
        lower = torch.tril(self.lower, -1) + torch.eye(channels, device=x.device)
        upper = torch.triu(self.upper, 1) + torch.diag(self.sign * torch.exp(self.logs))
        weight = self.permutation @ lower @ upper
        return F.conv2d(x, weight.view(channels, channels, 1, 1)), x.shape[2] * x.shape[3] * self.logs.sum()


class ZeroConv2d(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.logs = nn.Parameter(torch.zeros(1, outputs, 1, 1))

    def forward(self, x):
        return self.conv(x) * torch.exp(3 * self.logs)


class AffineCoupling(nn.Module):
    def __init__(self, channels, hidden, bound):
        super().__init__()
        self.bound = bound
        self.net = nn.Sequential(
            nn.Conv2d(channels // 2, hidden, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(hidden, hidden, 1),
            nn.ReLU(inplace=True),
            ZeroConv2d(hidden, channels),
        )

    def forward(self, x):
        kept, changed = x.chunk(2, dim=1)
        shift, raw = self.net(kept).chunk(2, dim=1)
        log_scale = self.bound * torch.tanh(raw / self.bound)
        return torch.cat([kept, changed * torch.exp(log_scale) + shift], dim=1), log_scale.sum(dim=(1, 2, 3))


class Step(nn.Module):
    def __init__(self, channels, hidden, bound):
        super().__init__()
        self.norm = ActNorm(channels)
        self.mix = InvertibleConv1x1(channels)
        self.coupling = AffineCoupling(channels, hidden, bound)

    def forward(self, x):
        log_det = 0
        for layer in (self.norm, self.mix, self.coupling):
            x, change = layer(x)
            log_det = log_det + change
        return x, log_det


class Split(nn.Module):
    def __init__(self, channels, bound):
        super().__init__()
        self.bound = bound
        self.prior = ZeroConv2d(channels // 2, channels)

    def forward(self, x):
        kept, latent = x.chunk(2, dim=1)
        mean, raw = self.prior(kept).chunk(2, dim=1)
        log_sd = self.bound * torch.tanh(raw / self.bound)
        return kept, gaussian_log_p(latent, mean, log_sd).sum(dim=(1, 2, 3))


class Level(nn.Module):
    def __init__(self, channels, steps, hidden, bound, is_last):
        super().__init__()
        self.steps = nn.ModuleList([Step(channels, hidden, bound) for _ in range(steps)])
        self.split = None if is_last else Split(channels, bound)

    def forward(self, x):
        x = F.pixel_unshuffle(x, 2)
        log_p = 0
        for step in self.steps:
            x, log_det = step(x)
            log_p = log_p + log_det
        if self.split is None:
            zero = torch.zeros_like(x)
            return x, log_p + gaussian_log_p(x, zero, zero).sum(dim=(1, 2, 3))
        x, log_prior = self.split(x)
        return x, log_p + log_prior


class Glow(nn.Module):
    def __init__(self, channels, levels, steps, hidden, bound):
        super().__init__()
        self.levels = nn.ModuleList()
        for level in range(levels):
            channels *= 4
            self.levels.append(Level(channels, steps, hidden, bound, level == levels - 1))
            channels //= 2

    def forward(self, x):
        """Log-likelihood of each image in nats, x in [-0.5, 0.5]."""
        log_p = 0
        for level in self.levels:
            x, change = level(x)
            log_p = log_p + change
        return log_p


def load(path):
    tensors, metadata = read_safetensors(path)
    architecture = {k.lower(): v for k, v in json.loads(metadata["architecture"]).items()}
    if (architecture["family"], architecture["coupling"]) != ("glow", "affine"):
        raise SystemExit("only a glow with affine couplings is written here")
    glow = Glow(
        architecture["channels"],
        architecture["levels"],
        architecture["stepsperlevel"],
        architecture["hiddenchannels"],
        architecture["logscalebound"],
    )
    state = {}
    for name, target in glow.state_dict().items():
        theirs = name.replace("levels.", "flow.scales.", 1).replace(".prior.conv.", ".prior.")
        for mine, other in (("net.0", "net.first"), ("net.2", "net.second"), ("net.4.conv", "net.last"), ("net.4", "net.last")):
            theirs = theirs.replace(f".{mine}.", f".{other}.")
        # Layer 0 of a scale is its squeeze.
        parts = theirs.split(".")
        if parts[3] == "steps":
            parts[3:5] = ["layers", str(int(parts[4]) + 1)]
        state[name] = tensors.pop(".".join(parts)).reshape(target.shape)
    left = [name for name in tensors if name.startswith("flow.")]
    if left:
        raise SystemExit(f"tensors of the bundle that nothing here takes: {left}")
    glow.load_state_dict(state)
    return glow, [architecture[k] for k in ("channels", "height", "width")]


class Session:
    def __init__(self, glow, images, memory_format):
        self.glow = glow.to(memory_format=memory_format)
        self.images = images
        self.memory_format = memory_format
        self.dimensions = images[0].numel()

    def nll(self, images, noise=0.5):
        x = ((images.float() + noise) / 256 - 0.5).contiguous(memory_format=self.memory_format)
        return self.dimensions * math.log(256) - self.glow(x)

    def likelihoods(self, count):
        with torch.no_grad():
            values = torch.cat([self.nll(batch) for batch in self.images[:count].split(BATCH)])
        return " ".join(repr(value) for value in values.tolist())

    def score(self, seconds):
        began, done, elapsed = time.perf_counter(), 0, 0.0
        with torch.no_grad():
            while elapsed < seconds:
                for batch in self.images.split(BATCH):
                    self.nll(batch).tolist()
                done += len(self.images)
                elapsed = time.perf_counter() - began
        return f"{done} {elapsed}"

    def train(self, steps):
        weights = copy.deepcopy(self.glow.state_dict())
        optimizer = torch.optim.Adam(self.glow.parameters(), LEARNING_RATE)
        began = time.perf_counter()
        for _ in range(steps):
            batch = self.images[torch.randint(len(self.images), (BATCH,))]
            optimizer.zero_grad()
            loss = self.nll(batch, torch.rand(batch.shape)).mean() / (self.dimensions * math.log(2))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.glow.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            if not math.isfinite(loss.item()):
                raise SystemExit("the loss is no longer finite")
        elapsed = time.perf_counter() - began
        self.glow.load_state_dict(weights)
        return f"{steps} {elapsed}"


def main(bundle, images, threads, *flags):
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    glow, shape = load(bundle)
    with open(images, "rb") as file:
        pixels = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape([-1, *shape])
    memory_format = torch.channels_last if "--channels-last" in flags else torch.contiguous_format
    session = Session(glow, pixels, memory_format)
    print("ready", torch.__version__, torch.get_num_threads(), flush=True)
    for line in sys.stdin:
        command, argument = line.split()
        if command == "nll":
            answer = session.likelihoods(int(argument))
        elif command == "score":
            answer = session.score(float(argument))
        elif command == "train":
            answer = session.train(int(argument))
        else:
            raise SystemExit(f"no such command: {command}")
        print(answer, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
