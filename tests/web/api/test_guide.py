"""The page that explains the API, and the document behind it."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.web.conftest import Parsed
from web.api.spec import document


def test_the_document_needs_no_token(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json["openapi"] == "3.1.0"
    assert answer.json["security"] == [{"token": []}]
    for schema in answer.json["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def operations(app: Flask) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, found[method])
        for path, found in document(app)["paths"].items()
        for method in ("get", "post")
        if method in found
    ]


def test_the_document_names_every_operation_and_says_what_it_is(app: Flask) -> None:
    ours = {
        (rule.rule.replace("<int:", "<").replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint.startswith("api.")
    }
    found = operations(app)
    assert {(path, method) for path, method, _ in found} == ours
    tags = {tag["name"] for tag in document(app)["tags"]}
    for path, _, operation in found:
        assert operation["summary"], path
        assert set(operation["tags"]) <= tags, path
        assert {"401", "403", "404", "422", "429", "503"} <= set(operation["responses"]), path
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (path, parameter["name"])
    assert len({operation["operationId"] for _, _, operation in found}) == len(found)


def test_every_reference_in_the_document_leads_somewhere(app: Flask) -> None:
    found = document(app)
    known = found["components"]["schemas"].keys()

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if "$ref" in value else set()
            return own.union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    assert {ref.rpartition("/")[2] for ref in references(found)} <= known


def test_the_document_says_what_is_sent_and_what_comes_back(app: Flask) -> None:
    for path, method, operation in operations(app):
        told = [operation["responses"][s] for s in ("200", "201") if s in operation["responses"]]
        contents = [each.get("content", {}).get("application/json") for each in told]
        assert "/exports/" in path or all(found["schema"] for found in contents if found), path
        assert "/exports/" in path or any(contents), path
        body = operation.get("requestBody")
        assert (body is not None) == (method == "post"), path
        assert body is None or body["content"]["application/json"]["schema"]["$ref"], path


def test_the_page_shows_what_is_sent(app: Flask) -> None:
    page = app.test_client().get("/api?lang=en").text
    (commit,) = [part for part in page.split("<article") if 'id="operation-commit"' in part]
    for name in ("message", "expect_revision", "changes"):
        assert f'<code translate="no">{name}</code>' in commit


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_every_operation_to_everybody(app: Flask, language: str) -> None:
    page = Parsed(app.test_client().get(f"/api?lang={language}").text)
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    for path, _, operation in operations(app):
        assert path in page.text
        assert f"operation-{operation['operationId']}" in ids
    links = {attrs["href"][1:] for attrs in page.named("a") if attrs["href"].startswith("#")}
    assert links <= ids


def test_the_examples_on_the_page_are_python(client: FlaskClient) -> None:
    page = client.get("/api?lang=en").text
    assert "/account" in page, "where to make a token"
    examples = [
        text for text in _codes(page) if "import" in text or text.startswith(("get", "sent"))
    ]
    assert len(examples) > 30
    for example in examples:
        ast.parse(example)


def _codes(page: str) -> list[str]:
    """The text of each block of code."""
    return [Parsed(f"<pre {part.partition('</pre>')[0]}").text for part in page.split("<pre ")[1:]]
