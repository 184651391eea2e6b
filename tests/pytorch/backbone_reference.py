"""Backbones a second time, in plain PyTorch: batch normalization as it stands, nothing folded, NCHW.

It shares no code with the product and reads the safetensors file itself.

Usage: backbone_reference.py ARCHITECTURE FILE PIXELS HEIGHT WIDTH OUTPUT [STAGES]
PIXELS holds raw 8-bit RGB pixels (NCHW). Writes each stage's features as float32, stage after stage. With a number of
stages it writes FILE first, with random weights and statistics; what comes after so many stages is left out (with all
of them the classifier is there as well).
"""

import json
import sys

import torch
from torch import nn
from torch.nn import functional as F

from glow_reference import read_safetensors


class ConvBn(nn.Sequential):
    def __init__(self, inputs, outputs, kernel, stride=1, groups=1, clipped=True):
        conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        super().__init__(conv, nn.BatchNorm2d(outputs), *([nn.ReLU6()] if clipped else []))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, widening):
        super().__init__()
        hidden = inputs * widening
        layers = [ConvBn(inputs, hidden, 1)] if widening > 1 else []
        layers += [ConvBn(hidden, hidden, 3, stride, groups=hidden)]
        layers += [nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs)]
        self.conv = nn.Sequential(*layers)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.adds else self.conv(x)


class MobileNetV2(nn.Module):
    TABLE = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]

    def __init__(self):
        super().__init__()
        layers, inputs = [ConvBn(3, 32, 3, 2)], 32
        for widening, outputs, count, stride in self.TABLE:
            for i in range(count):
                layers.append(InvertedResidual(inputs, outputs, stride if i == 0 else 1, widening))
                inputs = outputs
        layers.append(ConvBn(inputs, 1280, 1))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(1280, 10))

    def stages(self, x):
        for i, layer in enumerate(self.features):
            x = layer(x)
            if i in (3, 6, 13, 17):
                yield x


class Block(nn.Module):
    """A basic block, or with a width a bottleneck."""

    def __init__(self, inputs, outputs, stride, width=None):
        super().__init__()
        kinds = [(outputs, 3, stride), (outputs, 3, 1)]
        if width:
            kinds = [(width, 1, 1), (width, 3, stride), (outputs, 1, 1)]
        self.count, between = len(kinds), inputs
        for i, (channels, kernel, step) in enumerate(kinds, 1):
            setattr(self, f"conv{i}", nn.Conv2d(between, channels, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{i}", nn.BatchNorm2d(channels))
            between = channels
        if stride > 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = x
        for i in range(1, self.count + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            y = F.relu(y) if i < self.count else y
        return F.relu(y + (self.downsample(x) if hasattr(self, "downsample") else x))


class ResNet(nn.Module):
    def __init__(self, counts, expansion, widening):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for k, count in enumerate(counts):
            blocks, outputs = [], 64 * 2**k * expansion
            for i in range(count):
                width = 64 * 2**k * widening if expansion > 1 else None
                blocks.append(Block(inputs, outputs, 2 if i == 0 and k > 0 else 1, width))
                inputs = outputs
            setattr(self, f"layer{k + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(inputs, 10)

    def stages(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for k in range(1, 5):
            x = getattr(self, f"layer{k}")(x)
            yield x


class PreActivationResNet(nn.Module):
    """ResNet-50 v2 under the ONNX model zoo's names."""

    COUNTS = (3, 4, 6, 3)

    def __init__(self):
        super().__init__()
        self.batchnorm0 = nn.BatchNorm2d(3)
        self.conv0 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.batchnorm1 = nn.BatchNorm2d(64)
        inputs = 64
        for k, count in enumerate(self.COUNTS, 1):
            width, outputs, conv, norm = 32 * 2**k, 128 * 2**k, 0, 0
            for i in range(count):
                first = i == 0
                kinds = [(inputs, width, 1, 1), (width, width, 3, 2 if first and k > 1 else 1), (width, outputs, 1, 1)]
                kinds += [(inputs, outputs, 1, 2 if k > 1 else 1)] if first else []
                for channels in (inputs, width, width):
                    self.add_module(f"stage{k}_batchnorm{norm}", nn.BatchNorm2d(channels))
                    norm += 1
                for a, b, kernel, stride in kinds:
                    layer = nn.Conv2d(a, b, kernel, stride, kernel // 2, bias=False)
                    self.add_module(f"stage{k}_conv{conv}", layer)
                    conv += 1
                inputs = outputs
        self.batchnorm2 = nn.BatchNorm2d(inputs)
        self.dense0 = nn.Linear(inputs, 10)

    def stages(self, x):
        part = dict(self.named_children())
        x = F.max_pool2d(F.relu(self.batchnorm1(self.conv0(self.batchnorm0(x)))), 3, 2, 1)
        for k, count in enumerate(self.COUNTS, 1):
            conv = 0
            for i in range(count):
                active = F.relu(part[f"stage{k}_batchnorm{3 * i}"](x))
                y = part[f"stage{k}_conv{conv}"](active)
                y = part[f"stage{k}_conv{conv + 1}"](F.relu(part[f"stage{k}_batchnorm{3 * i + 1}"](y)))
                y = part[f"stage{k}_conv{conv + 2}"](F.relu(part[f"stage{k}_batchnorm{3 * i + 2}"](y)))
                x = y + (part[f"stage{k}_conv{conv + 3}"](active) if i == 0 else x)
                conv += 4 if i == 0 else 3
            after = part.get(f"stage{k + 1}_batchnorm0", self.batchnorm2)
            yield F.relu(x if getattr(after, "is_absent", False) else after(x))


MODELS = {
    "mobilenet_v2": MobileNetV2,
    "resnet18": lambda: ResNet((2, 2, 2, 2), 1, 1),
    "wide_resnet50_2": lambda: ResNet((3, 4, 6, 3), 4, 2),
    "resnet50_v2": PreActivationResNet,
}
ONNX = {".weight": "_gamma", ".bias": "_beta", ".running_mean": "_running_mean", ".running_var": "_running_var"}


def onnx_name(name):
    stem, suffix = name[: name.index(".")], name[name.index(".") :]
    return stem + (ONNX[suffix] if "batchnorm" in stem else suffix.replace(".", "_"))


def stored_names(architecture, model):
    """The model's tensors by the names that a file has for them, with the module that each belongs to."""
    modules = dict(model.named_modules())
    for name, tensor in model.state_dict().items():
        if "num_batches" in name and architecture == "resnet50_v2":
            continue
        stored = onnx_name(name) if architecture == "resnet50_v2" else name
        yield stored, tensor, modules[name.rpartition(".")[0]]


def depth(architecture, name):
    """The stage that a tensor is needed for, 0 for the stem, 5 for what comes after the stages."""
    if architecture == "mobilenet_v2":
        layer = int(name.split(".")[1]) if name.startswith("features.") else 99
        return next((k for k, last in enumerate((0, 3, 6, 13, 17)) if layer <= last), 5)
    if architecture == "resnet50_v2":
        if name.startswith(("batchnorm2", "dense")):
            return 5
        return int(name[5]) if name.startswith("stage") else 0
    return 5 if name.startswith("fc") else int(name[5]) if name.startswith("layer") else 0


def write_random(architecture, stages, path):
    torch.manual_seed(1)
    entries, header, position = [], {}, 0
    for name, tensor, module in stored_names(architecture, MODELS[architecture]()):
        if stages < 4 and depth(architecture, name) > stages and name[:17] != f"stage{stages + 1}_batchnorm0":
            continue
        if isinstance(module, nn.BatchNorm2d) and tensor.dim() == 1:
            positive = name.endswith(("var", "gamma")) or name.endswith("weight")
            tensor = torch.rand_like(tensor) + 0.5 if positive else 0.5 * torch.randn_like(tensor)
        data = tensor.numpy().tobytes()
        kind = "F32" if tensor.dtype == torch.float32 else "I64"
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [position, position + len(data)]}
        entries.append(data)
        position += len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for data in entries:
            file.write(data)


def features(architecture, path, pixels, height, width, output):
    model = MODELS[architecture]()
    tensors, _ = read_safetensors(path)
    for name, tensor, module in stored_names(architecture, model):
        if name in tensors:
            tensor.copy_(tensors[name])
        else:
            module.is_absent = True
    model.eval()
    with open(pixels, "rb") as file:
        images = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).reshape(-1, 3, height, width)
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    present = max(depth(architecture, name) for name in tensors if "batchnorm0" not in name)
    with open(output, "wb") as file:
        for stage, value in enumerate(model.stages((images.float() / 255 - mean) / std), 1):
            if stage <= present:
                file.write(value.contiguous().numpy().tobytes())


def main(architecture, path, pixels, height, width, output, stages=None):
    with torch.no_grad():
        if stages is not None:
            write_random(architecture, int(stages), path)
        features(architecture, path, pixels, int(height), int(width), output)


if __name__ == "__main__":
    main(*sys.argv[1:])
