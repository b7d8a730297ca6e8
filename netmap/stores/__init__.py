"""Where records are kept: one contract, two stores."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from netmap.errors import BadSetting
from netmap.stores.base import Store
from netmap.stores.sqlite import SqliteStore

__all__ = ["Store", "open_store"]

_NEO4J = frozenset({"bolt", "neo4j", "bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"})


def open_store(url: str, *, user: str = "", password: str = "") -> Store:
    """The store that an address names; opening does not connect yet.

    ``sqlite:///data/netmap.db`` is a path relative to the working directory,
    ``sqlite:////var/lib/netmap.db`` an absolute one. User and password of a Neo4j
    server never stand in the address, because addresses end up in logs.

    Raises BadSetting when the address is of no known form.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number shows only when it is asked for
    except ValueError as error:
        raise BadSetting("NETMAP_STORE_URL", f"is not an address: {error}") from error
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return SqliteStore(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in _NEO4J and parts.hostname:
        if "@" in parts.netloc:
            raise BadSetting(
                "NETMAP_STORE_URL",
                "keep user and password out of the address; "
                "use NETMAP_STORE_USER and NETMAP_STORE_PASSWORD",
            )
        if not password:
            raise BadSetting(
                "NETMAP_STORE_PASSWORD", "is needed for Neo4j (or NETMAP_STORE_PASSWORD_FILE)"
            )
        from netmap.stores.neo4j import Neo4jStore  # noqa: PLC0415 - half a second of import

        return Neo4jStore(url, user, password)
    scheme = parts.scheme or url
    raise BadSetting(
        "NETMAP_STORE_URL",
        f"'{scheme}' is not a store address; write sqlite:///path/to/file or bolt://host:port",
    )
