"""Every fault has its sentence in both languages, and says what stands in the cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netmap.services import importing
from netmap.services.importing.faults import fault_text, sentences
from netmap.services.importing.preview import Fault

FIELD = re.compile(r"\{(\w+)\}")
HERE = Path(importing.__path__[0])


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    texts = [module.read_text("utf-8") for module in HERE.glob("*.py")]
    codes = {code for text in texts for code in re.findall(r'(?:Fault|_wrong)\("([\w-]+)"', text)}
    assert len(codes) > 20
    assert codes == sentences().keys() - {"other"}


@pytest.mark.parametrize("code", sorted(sentences()))
def test_both_languages_say_the_same_of_the_cell(code: str) -> None:
    label = sentences()[code]
    assert sorted(FIELD.findall(label.nl)) == sorted(FIELD.findall(label.en))
    for text in (label.nl, label.en):
        assert text.strip().endswith(".")


def test_what_stands_in_a_cell_is_data() -> None:
    fault = Fault("bad-date", "{column}", "{0} %(x)s {value}")
    assert "“{0} %(x)s {value}” is no date" in fault_text(fault, "en")
    assert fault_text(fault, "nl", "Sinds").startswith("Sinds: ‘{0} %(x)s {value}’")
    assert fault_text(Fault("never-heard-of", ""), "en") == "This cannot be kept (never-heard-of)."
    ends = Fault("bad-ends", "refers to", "theme → law", ("units", "goals"))
    assert fault_text(ends, "en").startswith("refers to: this kind cannot link theme → law")
