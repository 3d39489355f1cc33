"""Build, once at set-up, the ONNX graph of the sentence encoder from its published weights.

Needs `onnx` and `safetensors`, which only the environment that holds Rasa has.
The graph is BERT as in Devlin et al. 2019 (six layers, 12 heads), mean pooling over the
attention mask and L2 normalisation, as `modules.json` beside the weights prescribes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
HEAD_WIDTH = WIDTH // HEADS


# Processors without VNNI add pairs of 8-bit products in 16 bits: seven bits of weight cannot overflow there.
PRODUCT_STEPS = 63
TABLE_STEPS = 127
MIDDLE = 128


def _to_int8(matrix: np.ndarray, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 [rows, columns] and the float32 scale of each row."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-9) / steps
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class _Graph:
    """Nodes and constants as they are added; every method returns the name of its result."""

    def __init__(self, weights: Mapping[str, np.ndarray], int8: bool) -> None:
        self.weights = weights
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.quantised: set[str] = set()

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, out: str | None = None, **attributes: object) -> str:
        name = out or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=f"n_{name}", **attributes))
        return name

    def linear(self, x: str, prefix: str) -> str:
        bias = self.constant(f"{prefix}.bias", self.weights[f"{prefix}.bias"])
        product = self._product_int8 if self.int8 else self._product
        return self.add("Add", product(x, prefix), bias)

    def _product(self, x: str, prefix: str) -> str:
        return self.add("MatMul", x, self.constant(f"{prefix}.kernel", self.weights[f"{prefix}.weight"].T))

    def _product_int8(self, x: str, prefix: str) -> str:
        kernel, scale = _to_int8(self.weights[f"{prefix}.weight"], PRODUCT_STEPS)
        if x not in self.quantised:
            self.quantised.add(x)
            self._quantise(x)
        middle = self.constant("middle", np.array(MIDDLE, dtype=np.uint8))
        wide = self.add("MatMulInteger", f"{x}_small", self.constant(f"{prefix}.kernel", kernel.T), middle)
        # Not a product of both scales first: onnxruntime fuses that as if all tokens shared one scale.
        each = self.add(
            "Mul", self.add("Cast", wide, to=TensorProto.FLOAT), self.constant(f"{prefix}.scale", scale)
        )
        return self.add("Mul", each, f"{x}_scale")

    def _quantise(self, x: str) -> None:
        """One scale a token: a few very large values in one token would drown all the others."""
        top = self.add("ReduceMax", self.add("Abs", x), axes=[-1], keepdims=1)
        some = self.add("Max", top, self.scalar("tiny", 1e-9))
        self.add("Mul", some, self.scalar("per_step", 1 / TABLE_STEPS), out=f"{x}_scale")
        steps = self.add("Round", self.add("Div", x, f"{x}_scale"))
        self.add(
            "Cast",
            self.add("Add", steps, self.scalar("middle_f", MIDDLE)),
            out=f"{x}_small",
            to=TensorProto.UINT8,
        )

    def rows(self, name: str, table: np.ndarray, ids: str) -> str:
        if not self.int8:
            return self.add("Gather", self.constant(name, table), ids)
        small, scale = _to_int8(table, TABLE_STEPS)
        picked = self.add("Cast", self.add("Gather", self.constant(name, small), ids), to=TensorProto.FLOAT)
        return self.add(
            "Mul", picked, self.add("Gather", self.constant(f"{name}_scale", scale[:, None]), ids)
        )

    def norm(self, x: str, prefix: str) -> str:
        scale = self.constant(f"{prefix}.weight", self.weights[f"{prefix}.weight"])
        bias = self.constant(f"{prefix}.bias", self.weights[f"{prefix}.bias"])
        return self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def scalar(self, name: str, value: float) -> str:
        return self.constant(name, np.array(value, dtype=np.float32))

    def integers(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, dtype=np.int64))


def _embeddings(graph: _Graph) -> str:
    tables = {part: graph.weights[f"embeddings.{part}_embeddings.weight"] for part in ("word", "position")}
    words = graph.rows("word_table", tables["word"], "input_ids")
    # One sentence is given at a time, so the token type is always the first one.
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.constant("position_table", tables["position"] + kind)
    length = graph.add("Gather", graph.add("Shape", "input_ids"), graph.integers("one", 1), axis=0)
    used = graph.add("Slice", positions, graph.integers("zero", 0), length, graph.integers("axis_0", 0))
    return graph.norm(graph.add("Add", words, used), "embeddings.LayerNorm")


def _mask_bias(graph: _Graph) -> str:
    mask = graph.add("Cast", "attention_mask", out="mask", to=TensorProto.FLOAT)
    wide = graph.add("Unsqueeze", mask, graph.integers("axes_1_2", 1, 2))
    missing = graph.add("Sub", graph.scalar("one_f", 1.0), wide)
    return graph.add("Mul", missing, graph.scalar("very_small", -10000.0))


def _heads(graph: _Graph, x: str, prefix: str, order: list[int]) -> str:
    shape = graph.integers("head_shape", 0, 0, HEADS, HEAD_WIDTH)
    return graph.add("Transpose", graph.add("Reshape", graph.linear(x, prefix), shape), perm=order)


def _attention(graph: _Graph, x: str, bias: str, layer: str) -> str:
    here = f"{layer}.attention.self"
    query = _heads(graph, x, f"{here}.query", [0, 2, 1, 3])
    key = _heads(graph, x, f"{here}.key", [0, 2, 3, 1])
    value = _heads(graph, x, f"{here}.value", [0, 2, 1, 3])
    scores = graph.add("Div", graph.add("MatMul", query, key), graph.scalar("root", HEAD_WIDTH**0.5))
    weights = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", weights, value), perm=[0, 2, 1, 3])
    joined = graph.add("Reshape", mixed, graph.integers("join_shape", 0, 0, WIDTH))
    out = graph.linear(joined, f"{layer}.attention.output.dense")
    return graph.norm(graph.add("Add", out, x), f"{layer}.attention.output.LayerNorm")


def _gelu(graph: _Graph, x: str) -> str:
    inner = graph.add("Erf", graph.add("Div", x, graph.scalar("root_2", 2.0**0.5)))
    doubled = graph.add("Mul", x, graph.add("Add", inner, graph.scalar("one_f", 1.0)))
    return graph.add("Mul", doubled, graph.scalar("half", 0.5))


def _layer(graph: _Graph, x: str, bias: str, number: int) -> str:
    layer = f"encoder.layer.{number}"
    seen = _attention(graph, x, bias, layer)
    inner = _gelu(graph, graph.linear(seen, f"{layer}.intermediate.dense"))
    out = graph.linear(inner, f"{layer}.output.dense")
    return graph.norm(graph.add("Add", out, seen), f"{layer}.output.LayerNorm")


def _pool(graph: _Graph, hidden: str) -> None:
    mask = graph.add("Unsqueeze", "mask", graph.integers("axis_2", 2))
    total = graph.add("ReduceSum", graph.add("Mul", hidden, mask), graph.integers("one", 1), keepdims=0)
    count = graph.add("ReduceSum", mask, graph.integers("one", 1), keepdims=0)
    mean = graph.add("Div", total, graph.add("Max", count, graph.scalar("tiny", 1e-9)))
    length = graph.add("ReduceL2", mean, axes=[1], keepdims=1)
    graph.add("Div", mean, graph.add("Max", length, graph.scalar("tiny", 1e-9)), out="sentence")


def make_graph(weights: Mapping[str, np.ndarray], int8: bool) -> onnx.ModelProto:
    """Return the model: input_ids, attention_mask [n, t] -> sentence [n, 384], hidden [n, t, 384]."""
    graph = _Graph(weights, int8)
    x, bias = _embeddings(graph), _mask_bias(graph)
    for number in range(LAYERS):
        x = _layer(graph, x, bias, number)
    graph.add("Identity", x, out="hidden")
    _pool(graph, x)
    made = helper.make_graph(
        graph.nodes,
        "sentence_encoder",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, ["n", "t"])
            for n in ("input_ids", "attention_mask")
        ],
        [
            helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["n", WIDTH]),
            helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["n", "t", WIDTH]),
        ],
        list(graph.constants.values()),
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model
