"""What happened, told once on the next page, with a way back where there is one."""

from __future__ import annotations

from typing import Literal

from flask import flash


def say(
    text: str,
    *,
    kind: Literal["success", "warning"] = "success",
    undo: int | None = None,
    redo: bool = False,
    back: str = "",
) -> None:
    """Tell a sentence on the next page.

    ``undo`` is the revision that a button takes back, and ``redo`` says that this one was
    itself an undo; ``back`` the address that a button posts to where what happened was no
    revision.
    """
    told = {"text": str(text), "undo": undo, "redo": redo, "back": back}
    flash(told, kind)  # type: ignore[arg-type]  # any JSON will do
