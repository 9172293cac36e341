"""`python -m bench`: every bot once in each round; medians and ratios in one table."""

import argparse
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import uvloop

from bench.checking import measure_checks
from bench.contender import CONTENDERS, Contender
from bench.folder import generated_folder
from bench.measure import Failed, Setup, measure
from bench.measured import Measured
from bench.postgres import Server, postgresql
from bench.process import pin_driver
from bench.report import as_json, as_text, lines
from bench.sizes import measure_sizes
from bench.words import SCREENS


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; 1 when a bot lost something or could not be measured."""
    options = _parser().parse_args(arguments)
    # A plain SIGTERM would leave a bot and a database server behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    chosen = [contender for contender in CONTENDERS if contender.id in options.bots]
    rounds, failures = _race(chosen, options)
    table = lines(rounds)
    steps = measure_sizes(options.folders, options.rounds)
    checks = measure_checks(options.checks, options.rounds)
    about = {name: getattr(options, name) for name in ("seconds", "rounds", "seed", "call_ms")}
    draw = as_json if options.format == "json" else as_text
    print(draw(table, steps, checks, about))
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures) or not all(line.is_sound for line in table))


def _race(
    chosen: Sequence[Contender], options: argparse.Namespace
) -> tuple[dict[Contender, list[Measured]], list[str]]:
    with ExitStack() as stack:
        # Started before the driver is pinned, so that it runs wherever there is room.
        wants_server = any(contender.is_on_server for contender in chosen)
        server = stack.enter_context(postgresql()) if wants_server else None
        setup = Setup(
            seconds=options.seconds,
            seed=options.seed,
            call_delay_s=options.call_ms / 1e3,
            content=Path(stack.enter_context(generated_folder(SCREENS))),
            core=pin_driver(),
        )
        places = {contender: server if contender.is_on_server else None for contender in chosen}
        return uvloop.run(_rounds(places, setup, options.rounds))


async def _rounds(
    places: Mapping[Contender, Server | None], setup: Setup, number: int
) -> tuple[dict[Contender, list[Measured]], list[str]]:
    """Interleave: every bot once in each round, so that a slow minute hits all of them."""
    rounds: dict[Contender, list[Measured]] = {contender: [] for contender in places}
    failures: list[str] = []
    for current in range(1, number + 1):
        for contender, server in places.items():
            print(f"round {current}: {contender.name}", file=sys.stderr)
            try:
                rounds[contender].append(await measure(contender, setup, server))
            except Failed as failure:
                failures.append(str(failure))
    return rounds, failures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    ids = [contender.id for contender in CONTENDERS]
    parser.add_argument("--bots", nargs="*", choices=ids, default=ids, help="which bots to measure")
    parser.add_argument(
        "--folders",
        nargs="*",
        default=["10", "1000", "content"],
        help="content for step(): a folder, or a number of screens to generate",
    )
    parser.add_argument(
        "--checks", nargs="*", type=int, default=[100, 1000], help="screens of the folders for `check`"
    )
    parser.add_argument("--seconds", type=float, default=3.0, help="measured seconds of a round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the tables show medians")
    parser.add_argument("--seed", type=int, default=1, help="which way the fifty people walk")
    parser.add_argument("--call-ms", type=float, default=0.0, help="how long a Bot API call takes besides")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


if __name__ == "__main__":
    sys.exit(main())
