"""The map as one HTML file that works from a disk, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from netmap.maps.drawing import MapData
from netmap.maps.select import shown
from netmap.maps.settings import MapSettings

OWN = files("netmap.maps") / "browser"
VIS = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
ENTRY = "map.js"  # the module that a page loads after vis-network; it imports the rest

STYLES = (
    "vis-network.css",
    "palette.css",
    "map.css",
    "standalone.css",
)


STANDARD = MapSettings()


def assets() -> Mapping[str, Traversable]:
    """Every file that a map page needs, by name: our own and vis-network out of pyvis."""
    own = {item.name: item for item in OWN.iterdir() if item.name.endswith((".js", ".css"))}
    vis = {name: VIS / name for name in ("vis-network.min.js", "vis-network.css")}
    return {**own, **vis}


@cache
def modules(entry: str = ENTRY) -> tuple[str, ...]:
    """Our modules for a page by name, each after what it imports."""
    found: dict[str, None] = {}
    for _, name in _IMPORT.findall(_read(entry)):
        found |= dict.fromkeys(modules(name))
    return (*found, entry)


@cache
def bundle(entry: str = ENTRY) -> str:
    """The same as one module, for a file: from a disk a browser imports none.

    Each module becomes a function that gives what it exports. Our modules import names from
    files beside them and export what they declare, nothing else; another form raises
    ValueError.
    """
    return "\n".join(_wrapped(name) for name in modules(entry))


_IMPORT = re.compile(r'^import (\{ [\w, ]+ \}) from "\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)


def _wrapped(name: str) -> str:
    text = _IMPORT.sub(lambda m: f"const {m[1]} = {_variable(m[2])};", _read(name))
    exports = ", ".join(_EXPORT.findall(text))
    text = _EXPORT.sub("", text)
    if re.search(r"^\s*(import|export)\b", text, re.MULTILINE):
        raise ValueError(f"{name} imports or exports in a form that the file cannot hold")
    return f"const {_variable(name)} = (() => {{\n{text}\nreturn {{ {exports} }};\n}})();"


def _variable(name: str) -> str:
    return f"module_{name.removesuffix('.js').replace('-', '_')}"


def standalone_html(
    data: MapData,
    *,
    name: str,
    revision: int,
    fictional: bool,
    settings: MapSettings = STANDARD,
) -> str:
    """One page with everything in it: it asks nothing of any server.

    A policy in the page allows the scripts that were put in, by their hashes, and
    no other; texts of users stand in the page as text or as JSON that no parser
    takes for markup.
    """
    scripts = [_read("vis-network.min.js"), _read("table.js")]
    module = bundle()
    theme = _read("theme.js")
    styles = [_read(name) for name in STYLES]
    if settings.size_by not in data.schemes:
        settings = replace(settings, size_by="")  # a file has only what was put in
    title = data.texts["title"].format(name=name)
    warning = data.texts["fictional_short"] if fictional else ""
    made = data.texts["made"].format(
        revision=revision, entities=len(data.nodes), ties=len(data.edges)
    )
    return (
        _environment()
        .get_template("standalone.html")
        .render(
            data=data,
            title=title,
            made=made,
            fictional=fictional,
            version=version("netmap"),
            policy=_policy([theme, *scripts, module], styles),
            styles=[Markup(style) for style in styles],  # noqa: S704 - our own files
            first_script=_script(theme),
            scripts=[*map(_script, scripts), _script(module, "module")],
            settings=settings,
            shown=shown(data, settings),
            words={"title": title, "foot": made, "file": "netmap", "fictional": warning},
            choices=[(key, scheme.label, scheme.metric) for key, scheme in data.schemes.items()],
            json=_json(data),
        )
    )


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("netmap.maps"), autoescape=True, trim_blocks=True)


@cache
def _read(name: str) -> str:
    text = assets()[name].read_text("utf-8")
    if "</script" in text or "</style" in text:
        raise ValueError(f"{name} would end its own element")
    return text


def _script(text: str, kind: str = "") -> Markup:
    start = f'<script type="{kind}">' if kind else "<script>"
    return Markup("{}{}</script>").format(Markup(start), Markup(text))  # noqa: S704 - our own files


def _json(data: MapData) -> Markup:
    """JSON in which nothing can end the element that holds it."""
    text = json.dumps(data.plain(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return Markup(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704 - escaped above


def _policy(scripts: list[str], styles: list[str]) -> str:
    def hashes(texts: list[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in texts
        )

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
