"""Settings come from NETMAP_ variables, and a wrong one is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.config import AROUND, PROGRAM, Settings
from netmap.errors import BadSetting
from netmap.stores import open_store
from netmap.stores.neo4j import Neo4jStore
from netmap.stores.sqlite import SqliteStore

ROOT = Path(__file__).parent.parent


def test_the_defaults_need_nothing() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.store_url == "sqlite:///data/netmap.db"


def test_every_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "NETMAP_HOST": "0.0.0.0",  # noqa: S104 - a value to read, nothing listens
            "NETMAP_PORT": "9000",
            "NETMAP_STORE_URL": "bolt://db:7687",
            "NETMAP_STORE_USER": "reader",
            "NETMAP_STORE_PASSWORD": "secret-word",
            "NETMAP_AUTHOR": "Netwerkregisseur",
            "PATH": "/bin",
        }
    )
    assert settings.host == "0.0.0.0"  # noqa: S104 - as above
    assert settings.port == 9000
    assert settings.store_user == "reader"
    assert settings.store_password == "secret-word"
    assert settings.author == "Netwerkregisseur"
    assert "secret-word" not in repr(settings)


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert Settings.from_environment({"NETMAP_PORT": "", "NETMAP_STORE_URL": ""}) == Settings()


class _Watched(dict[str, str]):
    """Remembers which names were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # text only
        self.asked.add(key)
        return default


def test_what_the_program_reads_is_what_a_deployment_can_choose() -> None:
    watched = _Watched()
    Settings.from_environment(watched)
    assert watched.asked == PROGRAM


@pytest.mark.parametrize("name", sorted(AROUND))
def test_what_the_program_does_not_read_is_read_around_it(name: str) -> None:
    around = [ROOT / "docker-compose.yml", *(ROOT / "tools").rglob("*.py")]
    around += [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    assert any(name in path.read_text("utf-8") for path in around)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000 ", "٨"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    with pytest.raises(BadSetting, match="NETMAP_PORT"):
        Settings.from_environment({"NETMAP_PORT": port})


def test_a_misspelt_setting_is_said() -> None:
    with pytest.raises(BadSetting, match="NETMAP_PROT"):
        Settings.from_environment({"NETMAP_PROT": "8000"})


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from-file\n", "utf-8")
    settings = Settings.from_environment({"NETMAP_STORE_PASSWORD_FILE": str(secret)})
    assert settings.store_password == "from-file"
    with pytest.raises(BadSetting, match="cannot be read"):
        Settings.from_environment({"NETMAP_STORE_PASSWORD_FILE": str(tmp_path / "none")})
    both = {"NETMAP_STORE_PASSWORD_FILE": str(secret), "NETMAP_STORE_PASSWORD": "x"}
    with pytest.raises(BadSetting, match="not both"):
        Settings.from_environment(both)


def test_sqlite_addresses() -> None:
    relative, absolute = open_store("sqlite:///data/a b.db"), open_store("sqlite:////srv/x.db")
    assert isinstance(relative, SqliteStore)
    assert isinstance(absolute, SqliteStore)
    assert (relative.path, absolute.path) == (Path("data/a b.db"), Path("/srv/x.db"))


def test_a_neo4j_address_opens_without_connecting() -> None:
    with open_store("bolt://127.0.0.1:1", user="neo4j", password="secret-word") as store:
        assert isinstance(store, Neo4jStore)


@pytest.mark.parametrize(
    "url",
    ["mysql://host/db", "sqlite://", "sqlite:///", "nonsense", "", "bolt://", "sqlite://host/x"],
)
def test_an_address_of_no_known_form_is_said(url: str) -> None:
    with pytest.raises(BadSetting, match="NETMAP_STORE_URL"):
        open_store(url, password="secret-word")


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadSetting) as refused:
        open_store("bolt://neo4j:hunter22@host:7687", password="x")
    assert "hunter22" not in str(refused.value)


def test_neo4j_needs_a_password() -> None:
    with pytest.raises(BadSetting, match="NETMAP_STORE_PASSWORD"):
        open_store("bolt://host:7687", user="neo4j")
