"""How long `tracker --help` takes beside a typer app with as many commands: `python tests/benchmarks/bench_startup.py`.

Whole processes in turn, so that the machine's drift hits both; the budget is a ratio of 1.2.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 15

BARE = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None: "Help."
for name in "import review today cards show run snippets verify streak".split():
    def command(argument: str = typer.Argument("", help="Text."), flag: bool = typer.Option(False)) -> None: "Help."
    app.command(name)(command)
app()
"""

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "a bare typer app --help": [sys.executable, "-c", BARE, "--help"],
    "tracker --help": [sys.executable, "-m", "tracker", "--help"],
    "tracker streak": [sys.executable, "-m", "tracker", "streak"],
}


def seconds(command: list[str]) -> float:
    """Wall clock of one process."""
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Time every command in turn and print medians."""
    for command in COMMANDS.values():
        seconds(command)
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    for name in COMMANDS:
        print(f"{name:<26}{statistics.median(one[name] for one in rounds) * 1000:8.0f} ms")
    ratio = statistics.median(one["tracker --help"] / one["a bare typer app --help"] for one in rounds)
    print(f"\ntracker --help / bare typer{ratio:7.2f}   (budget 1.2)")


if __name__ == "__main__":
    main()
