"""What both XML formats need: elements, and texts that any XML reader takes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

# What XML 1.0 cannot hold, not even escaped; and the carriage return, which readers turn
# into a line feed where it is not escaped.
_IMPOSSIBLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(value: str) -> str:
    """A text without the characters that XML cannot hold: a mark (U+FFFD) stands for each."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return _IMPOSSIBLE.sub("\ufffd", lines)


def add(parent: ET.Element, tag: str, content: str | None = None, **attributes: str) -> ET.Element:
    """A new element; a name that ends in ``_`` stands for one that Python keeps for itself."""
    named = {key.rstrip("_").replace("__", "."): clean(v) for key, v in attributes.items()}
    child = ET.SubElement(parent, tag, named)
    if content is not None:
        child.text = clean(content)
    return child


def document(root: ET.Element) -> bytes:
    """The file: UTF-8, an element on each line."""
    ET.indent(root, space=" ")
    content: str = ET.tostring(root, "unicode")
    for line_end in "\x85\u2028":  # to readers that follow XML 1.1, unless it is escaped
        content = content.replace(line_end, f"&#{ord(line_end)};")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{content}\n".encode()
