"""The commands that run and test snippets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, near, one_line, print_json
from tracker.commands.progress import progress
from tracker.core.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.core.proof import Proof, Verification
    from tracker.study import Verified


@app.command()
def run(snippet: Annotated[str, typer.Argument(help="Such as gradients/tape.")], as_json: Json = False) -> None:
    """Run a snippet in a process of its own and show what it prints."""

    def show_live(stream: str, text: str) -> None:
        target = sys.stdout if stream == "stdout" else sys.stderr
        target.write(printable(text))
        target.flush()

    with opened() as study:
        done = study.run(study.snippet(snippet), None if as_json else show_live)
    if as_json:
        from tracker import shapes

        print_json(shapes.run(done))
    else:
        first = "" if done.first_line_seconds is None else f", first line after {done.first_line_seconds:.2f} s"
        detail = f": {done.detail}" if done.detail else ""
        print(f"{done.snippet} {done.status} in {done.seconds:.2f} s{first} ({done.route}){detail}", file=sys.stderr)
    if done.status != "passed" or done.detail:
        raise typer.Exit(1)


@app.command()
def snippets(
    topic: Annotated[str | None, typer.Argument(help="Such as gradients; all of them without one.")] = None,
    uses: Annotated[str | None, typer.Option(help="Only what uses this name, such as tf.GradientTape.")] = None,
    as_json: Json = False,
) -> None:
    """List the snippets and their claims, with the verdicts their tests have shown."""
    with opened() as study:
        known, problems = study.snippets(topic, uses), study.library.problems
    if as_json:
        from tracker import shapes

        print_json(shapes.snippets(known))
        return
    for snippet, proofs in known:
        seconds = sum(proof.seen.verification.seconds for proof in proofs if proof.seen)
        print(f"{snippet.id}  {one_line(snippet.title)}" + (f"  {seconds:.1f} s" if seconds else ""))
        for proof in proofs:
            if proof.claim:
                print(f"  {_mark(proof)} {proof.claim.verdict}: {one_line(proof.claim.text)}")
    _tell_problems(problems)
    everything = [proof for _, proofs in known for proof in proofs]
    shown = sum(proof.verified for proof in everything)
    rest = "" if shown == len(everything) else f", {len(everything) - shown} not"
    hint = ": tracker verify --stale" if any(proof.seen is None or proof.stale for proof in everything) else ""
    print(f"{counted(len(known), 'snippet')}, {counted(shown, 'claim')} verified here{rest}{hint}", file=sys.stderr)


def _tell_problems(problems: Iterable[tuple[str, str]]) -> None:
    for path, message in problems:
        print(f"{near(path)}: {one_line(message)}", file=sys.stderr)


def _mark(proof: Proof) -> str:
    if proof.verified:
        return "✓"
    return "·" if proof.seen is None or proof.stale else "✗"


@app.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Snippets or topics; all of them without any.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what was not verified on what is installed.")] = False,
    as_json: Json = False,
) -> None:
    """Test the claims of snippets with pytest on the versions installed, and that these tests can fail."""
    with opened() as study:
        chosen = study.chosen(names or (), stale=stale)
        _tell_problems(study.library.problems)
        total = sum(len(snippet.claims) for snippet in chosen)
        with progress("Verifying", total, shown=not as_json) as bar:

            def show_live(found: Verification) -> None:
                mark = "✓" if found.verified else "✗"
                bar.say(f"{mark} {found.snippet}: {found.claim.verdict}: {one_line(found.claim.text)}")
                for line in filter(None, (found.killed and f"fails on {found.killed}", found.detail)):
                    bar.say(f"    {one_line(line)}")
                bar.advance()

            done = study.verify(chosen, None if as_json else show_live)
    failed = sum(not one.verified for one in done.found)
    if as_json:
        from tracker import shapes

        print_json(shapes.verified(done))
    else:
        print(f"{counted(len(done.found) - failed, 'claim')} verified, {failed} not", file=sys.stderr)
        _tell_changes(done)
    if failed:
        raise typer.Exit(1)


def _tell_changes(done: Verified) -> None:
    for changed in done.changed:
        before, now = changed.proof.news or ("", "")
        claim = changed.proof.claim.text if changed.proof.claim else ""
        print(f"The world changed: {changed.proof.snippet.id}: {one_line(claim)}", file=sys.stderr)
        print(f"    before: {one_line(before)}\n    now:    {one_line(now)}", file=sys.stderr)
    if aside := sum(len(changed.cards) for changed in done.changed):
        hint = "`tracker cards is:changed` lists them, `tracker mark restore CARD` asks one again"
        print(f"{counted(aside, 'card')} set aside: {hint}", file=sys.stderr)
    if done.restored:
        print(f"As before: {counted(len(done.restored), 'card')} asked again", file=sys.stderr)


@app.command()
def link(
    keypoint: Annotated[str, typer.Argument(help="A keypoint's id, or the beginning of it, or that of a card of it.")],
    snippet: Annotated[str, typer.Argument(help="Such as gradients/tape#2, for its second claim.")],
) -> None:
    """Write a link to a snippet behind a keypoint in its log, so that the snippet proves it."""
    from tracker.core.quiz import CardView

    with opened() as study:
        view = study.identified(keypoint)
        study.link(view.card.keypoint if isinstance(view, CardView) else view.keypoint.id, snippet)
    print(f"linked to {snippet}", file=sys.stderr)
