"""A measurement as Markdown: every share with its interval, every target with whether it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commands.evaluating.danger import LISTENERS
from commands.evaluating.held_out import KINDS
from commands.evaluating.shares import Share
from commands.evaluating.targets import TARGETS, Target, found, is_met

Row = Sequence[str]
LEVELS = ("crisis", "check_or_crisis")


def page(figures: Mapping[str, Any], peers: Mapping[str, Any] | None) -> str:
    """All tables; `peers` as compared in one run, where they were."""
    parts = [whence(figures), targets(figures), safety(figures), by_category(figures), meaning(figures)]
    parts += [by_length(figures), trust(figures), sweep(figures), costs(figures)]
    parts += [confused(figures), by_intent(figures)]
    if peers:
        parts.insert(2, comparison(peers))
    return "\n\n".join(parts) + "\n"


def whence(figures: Mapping[str, Any]) -> str:
    made = figures["made"]
    machine, sets = made["machine"], ", ".join(f"{name} {n}" for name, n in made["messages"].items())
    left = f"{made['left_out']} more were left out, since the training data holds them as well"
    learnt = f"{made['trained_on']} different training messages ({made['learnt_from']})"
    busy = f"{machine['load']:.1f} programs wanting a core when it began"
    return (
        f"Measured {made['at']} by `./guide evaluate` on {machine['processor']}, {machine['cores']} cores "
        f"({busy}), Python {machine['python']}; "
        f"{learnt}, encoder {made['encoder']}. "
        f"Held-out messages: {sets}; {left}. In brackets: 95 % interval (Wilson)."
    )


def table(title: str, head: Row, rows: Sequence[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    drawn = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"### {title}\n\n{drawn}"


def percent(share: Share) -> str:
    if not share.of:
        return "–"
    return (
        f"{100 * share.share:.1f} % [{100 * share.low:.1f}–{100 * share.high:.1f}] ({share.count}/{share.of})"
    )


def number(value: float) -> str:
    return f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"


def targets(figures: Mapping[str, Any]) -> str:
    rows = [_target(target, found(figures, target.path)) for target in TARGETS]
    return table("Figures to reach", ["what", "to reach", "measured", ""], rows)


def _target(target: Target, value: Share | float | None) -> Row:
    limit = 100 * target.limit if target.unit == "%" else target.limit
    wanted = f"{'≥' if target.at_least else '≤'} {limit:g} {target.unit}"
    if value is None:
        return [target.says, wanted, "not measured", ""]
    shown = percent(value) if isinstance(value, Share) else f"{number(value)} {target.unit}"
    return [target.says, wanted, shown, "met" if is_met(target, value) else "**not met**"]


def safety(figures: Mapping[str, Any]) -> str:
    rows = [
        [kind, level.replace("_", " "), *(percent(figures["safety"][by][kind][level]) for by in LISTENERS)]
        for kind in KINDS
        for level in LEVELS
    ]
    rows.append(
        ["found", "right category", *(percent(figures["safety"][by]["category_right"]) for by in LISTENERS)]
    )
    return table("Safety", ["messages", "heard as", *LISTENERS], rows)


def by_category(figures: Mapping[str, Any]) -> str:
    rows = [
        [kind, category.replace("_", " "), *(percent(shares[level]) for level in LEVELS)]
        for kind, categories in figures["safety"]["both"]["by_category"].items()
        for category, shares in categories.items()
    ]
    return table(
        "Safety by category, both listeners", ["messages", "danger", "crisis", "check or crisis"], rows
    )


def meaning(figures: Mapping[str, Any]) -> str:
    topics, intents, every = figures["topics"], figures["intents"], figures["all_intents"]
    rows = [
        ["topic first", percent(topics["first"])],
        ["topic within three", percent(topics["within_three"])],
        ["topic known, and right", percent(topics["known_and_right"])],
        ["topic known, and wrong", percent(topics["known_and_wrong"])],
        ["question read as a question", percent(topics["read_as_a_question"])],
        ["intent right", percent(intents["right"])],
        ["intent, macro F1", f"{100 * intents['macro_f1']:.1f} %"],
        ["intent not trusted (counted as wrong)", percent(intents["not_trusted"])],
        ["intent right, questions and out-of-scope set included", percent(every["right"])],
        ["intent, macro F1, those included", f"{100 * every['macro_f1']:.1f} %"],
        *([name.replace("_", " "), percent(s)] for name, s in _not_ours(figures).items()),
    ]
    return table("Topics and intents", ["what", "share"], rows)


def _not_ours(figures: Mapping[str, Any]) -> dict[str, Share]:
    return {f"out of scope, {name}": share for name, share in figures["out_of_scope"].items()}


def by_length(figures: Mapping[str, Any]) -> str:
    rows = [[length, percent(share)] for length, share in figures["topics"]["first_by_length"].items()]
    return table("Topic first, by length of the message", ["length", "share"], rows)


def trust(figures: Mapping[str, Any]) -> str:
    rows = [
        [name, f"{row['confidence']:.2f}", percent(row["right"])]
        for name in ("intents", "topics")
        for row in figures["trust"][name]["bins"]
    ]
    errors = ", ".join(
        f"{n} {100 * figures['trust'][n]['expected_error']:.1f} %" for n in ("intents", "topics")
    )
    title = f"Calibration (expected error: {errors})"
    return table(title, ["of", "mean confidence", "right"], rows)


def sweep(figures: Mapping[str, Any]) -> str:
    names = ("known_and_right", "known_and_wrong", "out_of_scope_answered")
    rows = [
        [f"{row['threshold']:.2f}", *(percent(row[name]) for name in names)]
        for row in figures["trust"]["topic_sweep"]
    ]
    now = figures["trust"]["topic_threshold"]
    title = f"Threshold of topics (in use: about {now:.2f})" if now is not None else "Threshold of topics"
    return table(title, ["threshold", *(name.replace("_", " ") for name in names)], rows)


def costs(figures: Mapping[str, Any]) -> str:
    times, long = figures["milliseconds"], figures["milliseconds"]["10000_characters"]
    parts = [name for name in times if name not in ("messages", "10000_characters")]
    rows = [[f"{p.replace('_', ' ')}, ms", *_times(times[p]), number(long[p])] for p in parts]
    rows += [[_named(name), "", "", number(value)] for name, value in _sizes(figures)]
    title = f"Costs (one core; {times['messages']} messages of 18 to 22 words; then 10 000 characters)"
    return table(title, ["what", "p50", "p95", "whole"], rows)


def _times(taken: Mapping[str, float]) -> Row:
    return [f"{taken['p50']:.2f}", f"{taken['p95']:.2f}"]


def _sizes(figures: Mapping[str, Any]) -> Sequence[tuple[str, float]]:
    every = {"memory": figures["memory"], "training seconds": figures["training_seconds"]}
    sizes = [(f"{group}, {name}", v) for group, some in every.items() for name, v in (some or {}).items()]
    many = figures["throughput"]
    return [(f"messages a second, {many['threads']} threads", many["a_second"]), *sizes]


def _named(name: str) -> str:
    return name.replace("_mb", " (MB)").replace("_", " ")


def confused(figures: Mapping[str, Any]) -> str:
    rows = [
        [name, wrong["meant"], wrong["read"], str(wrong["count"])]
        for name in ("topics", "intents")
        for wrong in figures[name]["confused"]
    ]
    return table("Most often confused", ["of", "meant", "read", "times"], rows)


def by_intent(figures: Mapping[str, Any]) -> str:
    rows = [
        [intent, str(s["of"]), *(f"{100 * s[name]:.0f} %" for name in ("precision", "recall", "f1"))]
        for intent, s in figures["all_intents"]["each"].items()
    ]
    return table("Each intent (all three sets)", ["intent", "messages", "precision", "recall", "F1"], rows)


def comparison(peers: Mapping[str, Any]) -> str:
    """Classifiers on the same data in the same run."""
    rows = [_peer(peer) for peer in peers["peers"]]
    head = ["classifier", "accuracy", "macro F1", "topic first", "intent", "out of scope as known"]
    head += ["calibration error", "ms, p50", "training, s"]
    title = f"Classifiers compared ({peers['examples']} examples, {peers['labels']} labels, {peers['at']})"
    return table(title, head, rows) + f"\n\n{peers['note']}"


def _peer(peer: Mapping[str, Any]) -> Row:
    shares = [percent(peer[name]) for name in ("topic_first", "intent_right", "out_of_scope_as_known")]
    more = [f"{100 * peer['calibration']['expected_error']:.1f} %", f"{peer['milliseconds']['p50']:.2f}"]
    told = [percent(peer["accuracy"]), f"{100 * peer['macro_f1']:.1f} %", *shares, *more]
    return [peer["says"], *told, number(peer["training_seconds"])]
