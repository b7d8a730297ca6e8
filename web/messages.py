"""What happened, told once on the next page, with a way back where there is one."""

from __future__ import annotations

from typing import Literal

from flask import flash


def say(
    text: str,
    *,
    kind: Literal["success", "warning"] = "success",
    undo: int | None = None,
    back: str = "",
) -> None:
    """Tell a sentence on the next page.

    ``undo`` is the revision that a button takes back; ``back`` the address that a button
    posts to where what happened was no revision.
    """
    flash({"text": str(text), "undo": undo, "back": back}, kind)  # type: ignore[arg-type]  # any JSON will do
