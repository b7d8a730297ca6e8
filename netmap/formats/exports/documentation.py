"""The page docs/exports.md, written out of the formats.

Renew it with ``python -m netmap.formats.exports.documentation > docs/exports.md``.
"""

from __future__ import annotations

from collections.abc import Iterable

from netmap.formats.exports import EXPORTS
from netmap.formats.exports.network import EDGE_COLUMNS, NODE_COLUMNS
from netmap.text import cards


def markdown() -> str:
    """The whole page."""
    texts = cards.read("netmap.formats.exports", "page")
    lines = [
        texts["introduction"],
        "## Formats",
        "",
        "| format | file | opens in |",
        "|---|---|---|",
    ]
    for form in EXPORTS.values():
        programs = ", ".join(form.programs)
        lines.append(f"| [{form.label.en}](#{form.key}) | `.{form.extension}` | {programs} |")
    for form in EXPORTS.values():
        lines += [
            "",
            f'<a id="{form.key}"></a>',
            "",
            f"### {form.label.en} · {form.label.nl}",
            "",
            f"`netmap export {form.key}`",
            "",
            "| | English | Nederlands |",
            "|---|---|---|",
            f"| How · Hoe | {_cell(form.use.en)} | {_cell(form.use.nl)} |",
            f"| Carries · Gaat mee | {_cell(form.carries.en)} | {_cell(form.carries.nl)} |",
            f"| Cannot carry · Gaat niet mee | {_cell(form.lacks.en)} | {_cell(form.lacks.nl)} |",
        ]
    lines += ["", "### Columns", "", _columns("Nodes", NODE_COLUMNS), ""]
    lines += [
        _columns("Ties", EDGE_COLUMNS),
        "",
        "Attributes of the vocabulary follow.",
        "",
        texts["rest"],
    ]
    return "\n".join(lines)


def _columns(of: str, columns: Iterable[str]) -> str:
    names = ", ".join(f"`{key}`" for key in columns)
    return f"{of}: {names}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(markdown(), end="")
