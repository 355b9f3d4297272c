"""Runs the programs that the page prints, and compares them with the page's own reference.

    python check.py <library> <folder>

Each sub-folder holds program.py, its weights, and expected.safetensors (src/export/code/testing.ts). Prints one line
of JSON a program: the largest differences of the forward pass, and the losses of the steps.
"""
import contextlib
import importlib.util
import json
import os
import sys

import numpy as np

library, folder = sys.argv[1:]


def load_program(path):
    spec = importlib.util.spec_from_file_location("program", path)
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


def metadata_of(path):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        return json.loads(file.read(length))["__metadata__"]


class Draws:
    """Gives the reference's draws, in their order, to a program that asks for random numbers."""

    def __init__(self, arrays):
        self.left = [arrays[f"draw.{i}"] for i in range(sum(name.startswith("draw.") for name in arrays))]

    def next(self, shape):
        values = self.left.pop(0)
        assert tuple(shape) == values.shape, (shape, values.shape)
        return values


@contextlib.contextmanager
def given(module, names, draw):
    """Replaces the functions of a module that draw random numbers."""
    own = {name: getattr(module, name) for name in names}
    for name in names:
        setattr(module, name, draw)
    yield
    for name, function in own.items():
        setattr(module, name, function)


def sigmoid(x):
    return 1 / (1 + np.exp(-x.astype(np.float64)))


class Torch:
    def __init__(self, program, weights):
        import torch

        self.torch, self.program = torch, program
        self.model = program.Model()
        program.load(self.model, weights)

    def tensor(self, array):
        return self.torch.tensor(array)

    def call(self, name, *inputs):
        with self.torch.no_grad():
            result = getattr(self.model, name)(*map(self.tensor, inputs))
        return [one.numpy() for one in (result if isinstance(result, tuple) else (result,))]

    def fit(self, x):
        self.program.fit(self.model, self.tensor(x))
        return {"recon": float(self.program.objective(self.model, self.tensor(x))[0])}

    def train(self, draws, steps, *batch):
        def draw(*shape):
            return self.tensor(draws.next(shape if isinstance(shape[0], int) else shape[0]))

        optimisers = self.program.make_optimisers(self.model)
        with given(self.torch, ("randn", "rand"), draw):
            for step in steps:
                losses = self.program.train_step(self.model, optimisers, *map(self.tensor, batch), step)
                yield {name: float(value) for name, value in losses.items()}


class Jax:
    def __init__(self, program, weights):
        import jax

        self.jax, self.program = jax, program
        self.params = program.load(weights)

    def call(self, name, *inputs):
        result = getattr(self.program, name)(self.params, *inputs)
        return [np.asarray(one) for one in (result if isinstance(result, tuple) else (result,))]

    def fit(self, x):
        self.params = self.program.fit(x)
        return {"recon": float(self.program.objective(self.params, x)[0])}

    def train(self, draws, steps, *batch):
        random = self.jax.random
        draw = given(random, ("normal", "uniform"), lambda key, shape: draws.next(shape))
        with draw, self.jax.disable_jit():
            state = self.program.start(self.params)
            for step in steps:
                key = random.PRNGKey(step)
                self.params, state, losses = self.program.train_step(self.params, state, *batch, step, key)
                yield {name: float(value) for name, value in losses.items()}


class Keras:
    def __init__(self, program, weights):
        import jax

        self.jax, self.program = jax, program
        program.load(weights)

    def call(self, name, *inputs):
        result = self.program.NETWORKS[name](inputs[0] if len(inputs) == 1 else list(inputs))
        return [np.asarray(one) for one in (result if isinstance(result, list) else [result])]

    def fit(self, x):
        self.program.fit(x)
        values = self.program.values_of(self.program.NETWORKS)
        return {"recon": float(self.program.objective(values, x)[0])}

    def train(self, draws, steps, *batch):
        random = self.jax.random
        draw = given(random, ("normal", "uniform"), lambda key, shape: draws.next(shape))
        with draw, self.jax.disable_jit():
            optimizers = self.program.make_optimizers()
            for step in steps:
                losses = self.program.train_step(optimizers, *batch, step, random.PRNGKey(step))
                yield {name: float(value) for name, value in losses.items()}


def check(name):
    own = os.path.join(folder, name)
    program = load_program(os.path.join(own, "program.py"))
    expected = os.path.join(own, "expected.safetensors")
    arrays, metadata = program.read_safetensors(expected), metadata_of(expected)
    run = {"torch": Torch, "jax": Jax, "keras": Keras}[library](program, os.path.join(own, f"{name}.safetensors"))
    x, y = arrays["x"], arrays["y"]
    conditional = metadata["conditional"] == "true"

    def inputs(first):
        return (first, y) if conditional else (first,)

    differences = {}

    def compare(key, got):
        differences[key] = float(np.abs(got - arrays[key]).max())

    if "mu" in arrays:
        mu, *log_var = run.call("encode", *inputs(x))
        compare("mu", mu)
        if "log_var" in arrays:
            compare("log_var", log_var[0])
    if "pixels" in arrays:
        (output,) = run.call("decode", *inputs(arrays["z"]))
        bernoulli = metadata["likelihood"] == "bernoulli"
        compare("pixels", sigmoid(output) if bernoulli else np.clip(output, 0, 1))
    if "output" in arrays:
        compare("output", run.call("predict", *inputs(x))[0])

    if hasattr(program, "fit"):
        losses = [run.fit(x)]
    else:
        count = int(metadata["batch"])
        batch = [one[:count] for one in inputs(x)]
        draws = Draws(arrays)
        losses = list(run.train(draws, json.loads(metadata["steps"]), *batch))
        assert not draws.left, f"{len(draws.left)} draws are left"
    print(json.dumps({"name": name, "differences": differences, "losses": losses}), flush=True)


for name in sorted(os.listdir(folder)):
    check(name)
