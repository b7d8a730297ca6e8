"""Settings: read once from the environment, frozen, passed in. One prefix: NETMAP_."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from netmap.errors import BadSetting

DEFAULT_STORE = "sqlite:///data/netmap.db"
KNOWN = frozenset(
    {
        "NETMAP_HOST",
        "NETMAP_PORT",
        "NETMAP_STORE_URL",
        "NETMAP_STORE_USER",
        "NETMAP_STORE_PASSWORD",
        "NETMAP_STORE_PASSWORD_FILE",
        "NETMAP_AUTHOR",
        # read by the Makefile, the test suite and the Neo4j starter, not by the program
        "NETMAP_REQUIRE",
        "NETMAP_CHROMIUM",
        "NETMAP_NEO4J_PASSWORD",
        "NETMAP_NEO4J_PORT",
        "NETMAP_NEO4J_LIB",
    }
)


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. The password never shows in a repr or a log."""

    host: str = "127.0.0.1"
    port: int = 8000
    store_url: str = DEFAULT_STORE
    store_user: str = "neo4j"
    store_password: str = field(default="", repr=False)
    author: str = "netmap"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read ``NETMAP_*``; raises BadSetting for a value or a name that cannot be."""
        unknown = sorted(k for k in environment if k.startswith("NETMAP_") and k not in KNOWN)
        if unknown:
            raise BadSetting(unknown[0], f"is not a setting; known are {', '.join(sorted(KNOWN))}")
        return cls(
            host=environment.get("NETMAP_HOST") or cls.host,
            port=port_number("NETMAP_PORT", environment.get("NETMAP_PORT") or str(cls.port)),
            store_url=environment.get("NETMAP_STORE_URL") or DEFAULT_STORE,
            store_user=environment.get("NETMAP_STORE_USER") or cls.store_user,
            store_password=_password(environment),
            author=environment.get("NETMAP_AUTHOR") or cls.author,
        )


def port_number(name: str, text: str) -> int:
    """A TCP port; raises BadSetting that names the setting."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(name, f"'{text}' is not a port; write a number from 1 to 65535")
    return int(text)


def _password(environment: Mapping[str, str]) -> str:
    """The store's password, from the variable or from a secrets file."""
    direct = environment.get("NETMAP_STORE_PASSWORD", "")
    path = environment.get("NETMAP_STORE_PASSWORD_FILE", "")
    if direct and path:
        raise BadSetting(
            "NETMAP_STORE_PASSWORD_FILE", "set this or NETMAP_STORE_PASSWORD, not both"
        )
    if not path:
        return direct
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting("NETMAP_STORE_PASSWORD_FILE", f"cannot be read: {error}") from error
