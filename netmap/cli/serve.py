"""``netmap serve``: the web service on this machine."""

from __future__ import annotations

import errno
import os
import socket

import click

import graph_seed
from netmap.cli.options import json_option, opened, print_json, progress, settings
from netmap.config import Settings
from netmap.errors import BadSetting, PortInUse
from netmap.services.accounts import accounts, one_time_links
from netmap.services.context import Context
from netmap.services.exchange import load

NO_ACCOUNT = "There is no account yet; `netmap account add NAME --role administrator`."


@click.command()
@click.option(
    "--load", "load_seed", is_flag=True, help="Load the seed graph if the store is empty."
)
@json_option
def serve(load_seed: bool, as_json: bool) -> None:
    """Start the web service.

    NETMAP_HOST and NETMAP_PORT say where.
    """
    import waitress  # noqa: PLC0415 - other commands need no web server

    import web  # noqa: PLC0415 - nor Flask

    chosen = settings()
    listener = _listen(chosen)
    with listener, opened(chosen, chosen.store_url) as store:
        ctx = Context(store, chosen.author)
        if load_seed:
            if store.ping() == 0:
                click.echo("Loading the seed graph into an empty store.", err=True)
            with progress("loading") as report:
                load(ctx, graph_seed.batches(), first_only=True, progress=report)
        _tell(ctx, chosen, as_json)
        app = web.create_app(chosen, store)
        end = web.upkeep.start(app)
        try:
            waitress.serve(app, sockets=[listener], ident="netmap", threads=8)
        finally:
            end()


def address_of(chosen: Settings) -> str:
    """Where the web service of these settings answers."""
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    return f"http://{host}:{chosen.port}/"


def _tell(ctx: Context, chosen: Settings, as_json: bool) -> None:
    """Where to go, and how to get in."""
    address = address_of(chosen)
    by_link = chosen.access == "link"
    link = (
        f"{address}sign-in?link={one_time_links.make_link(ctx, minutes=24 * 60)}" if by_link else ""
    )
    if as_json:
        print_json({"address": address, "store": ctx.store.kind, "link": link})
        return
    click.echo(f"Netmap is at {address} (store: {ctx.store.kind}). Ctrl-C stops it.")
    if by_link:
        click.echo("Open this link; it works once, `make link` or `netmap link` makes another:")
        click.echo(f"\n  {link}\n")
    elif not accounts.accounts(ctx):
        click.echo(NO_ACCOUNT)


def _listen(chosen: Settings) -> socket.socket:
    """A listening socket, so that a port in use is known before anything is loaded."""
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    try:
        socket.getaddrinfo(chosen.host, chosen.port, family)
        return socket.create_server((chosen.host, chosen.port), family=family)
    except (socket.gaierror, UnicodeError) as error:
        raise _not_ours(chosen) from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise _not_ours(chosen) from error
        if error.errno == errno.EADDRINUSE:
            free = _free_port(chosen, family)
            raise PortInUse(chosen.host, chosen.port, free) from error
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise BadSetting("NETMAP_PORT", f"{chosen.port} cannot be used: {reason}") from error


def _not_ours(chosen: Settings) -> BadSetting:
    return BadSetting("NETMAP_HOST", f"'{chosen.host}' is not an address of this machine")


def _free_port(chosen: Settings, family: socket.AddressFamily) -> int:
    """A port that nobody listens on: near the one asked for, or else any."""
    for port in range(chosen.port + 1, min(chosen.port + 20, 65536)):
        try:
            socket.create_server((chosen.host, port), family=family).close()
        except OSError:
            continue
        return port
    with socket.create_server((chosen.host, 0), family=family) as probe:
        return int(probe.getsockname()[1])
