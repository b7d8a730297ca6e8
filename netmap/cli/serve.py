"""``netmap serve``: the web service on this machine."""

from __future__ import annotations

import socket

import click

import graph_seed
from netmap import services
from netmap.cli.options import json_option, opened, print_json, progress, settings
from netmap.config import Settings
from netmap.errors import BadSetting, PortInUse
from netmap.services import Context


@click.command()
@click.option(
    "--load", "load_seed", is_flag=True, help="Load the seed graph if the store is empty."
)
@json_option
def serve(load_seed: bool, as_json: bool) -> None:
    """Start the web service; NETMAP_HOST and NETMAP_PORT say where."""
    import waitress  # noqa: PLC0415 - other commands need no web server

    import web  # noqa: PLC0415 - nor Flask

    chosen = settings()
    listener = _listen(chosen)
    with listener, opened(chosen, chosen.store_url) as store:
        ctx = Context(store, chosen.author)
        if load_seed and store.ping() == 0:
            click.echo("Loading the seed graph into an empty store.", err=True)
            with progress("loading") as report:
                services.load(ctx, graph_seed.batches(), progress=report)
        host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
        address = f"http://{host}:{chosen.port}/"
        if as_json:
            print_json({"address": address, "store": store.kind})
        else:
            click.echo(f"Netmap is at {address} (store: {store.kind}). Ctrl-C stops it.")
        waitress.serve(web.create_app(chosen, store), sockets=[listener], ident="netmap", threads=8)


def _listen(chosen: Settings) -> socket.socket:
    """A listening socket, so that a port in use is known before anything is loaded."""
    try:
        family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
        return socket.create_server((chosen.host, chosen.port), family=family)
    except socket.gaierror as error:
        raise BadSetting(
            "NETMAP_HOST", f"'{chosen.host}' is not an address of this machine"
        ) from error
    except OSError as error:
        free = _free_port(chosen)
        if free is None:
            raise BadSetting("NETMAP_HOST", f"{chosen.host} cannot be used: {error}") from error
        raise PortInUse(chosen.host, chosen.port, free) from error


def _free_port(chosen: Settings) -> int | None:
    """A port near the one asked for that nobody listens on; None when the host is at fault."""
    for port in (*range(chosen.port + 1, min(chosen.port + 20, 65536)), 0):
        try:
            with socket.create_server((chosen.host, port)) as probe:
                return int(probe.getsockname()[1])
        except OSError:
            continue
    return None
