"""For WSGI servers: ``gunicorn web.wsgi:app`` serves the store that the environment names."""

from __future__ import annotations

import os
import sys

from netmap.config import Settings
from netmap.errors import BadSetting
from web.app import create_app
from web.core import upkeep

try:
    # whoever runs a service wants accounts, unless the environment says otherwise
    access = os.environ.get("NETMAP_ACCESS") or "accounts"
    app = create_app(Settings.from_environment({**os.environ, "NETMAP_ACCESS": access}))
except BadSetting as error:
    sys.exit(f"netmap: {error}")
upkeep.start(app)
