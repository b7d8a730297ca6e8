"""Settings: read once from the environment, frozen, passed in. One prefix: NETMAP_."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from netmap.errors import BadSetting

# alone on a machine, by a one-time link; or as a service, with accounts
Access: TypeAlias = Literal["link", "accounts"]
DEFAULT_STORE = "sqlite:///data/netmap.db"
# read by the program: what a deployment can choose
PROGRAM = frozenset(
    {
        "NETMAP_HOST",
        "NETMAP_PORT",
        "NETMAP_STORE_URL",
        "NETMAP_STORE_USER",
        "NETMAP_STORE_PASSWORD",
        "NETMAP_STORE_PASSWORD_FILE",
        "NETMAP_AUTHOR",
        "NETMAP_ACCESS",
        "NETMAP_HTTPS",
    }
)
# read by the compose file, the test suite and the Neo4j starter
AROUND = frozenset(
    {
        "NETMAP_REQUIRE",
        "NETMAP_CHROMIUM",
        "NETMAP_NEO4J_PASSWORD",
        "NETMAP_NEO4J_PORT",
        "NETMAP_NEO4J_LIB",
    }
)
KNOWN = PROGRAM | AROUND


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. The password never shows in a repr or a log."""

    host: str = "127.0.0.1"
    port: int = 8000
    store_url: str = DEFAULT_STORE
    store_user: str = "neo4j"
    store_password: str = field(default="", repr=False)
    author: str = "netmap"
    access: Access = "link"
    https: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read ``NETMAP_*``; raises BadSetting for a value or a name that cannot be."""
        unknown = sorted(k for k in environment if k.startswith("NETMAP_") and k not in KNOWN)
        if unknown:
            raise BadSetting(unknown[0], f"is not a setting; known are {', '.join(sorted(KNOWN))}")
        host = environment.get("NETMAP_HOST") or cls.host
        return cls(
            host=host,
            access=_access(environment.get("NETMAP_ACCESS", ""), host),
            https=_yes("NETMAP_HTTPS", environment.get("NETMAP_HTTPS", "")),
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


def _access(text: str, host: str) -> Access:
    """How visitors are recognised; without a choice: accounts, unless only this machine listens."""
    alone = host in {"127.0.0.1", "localhost", "::1"}
    if text not in {"", "link", "accounts"}:
        raise BadSetting("NETMAP_ACCESS", f"'{text}' is not 'link' or 'accounts'")
    if text == "link" and not alone:
        raise BadSetting(
            "NETMAP_ACCESS", "'link' is for one machine: set NETMAP_HOST to 127.0.0.1 as well"
        )
    return "accounts" if text == "accounts" or not alone else "link"


def _yes(name: str, text: str) -> bool:
    if text.lower() not in {"", "0", "no", "1", "yes"}:
        raise BadSetting(name, f"'{text}' is not '1' or '0'")
    return text.lower() in {"1", "yes"}


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
