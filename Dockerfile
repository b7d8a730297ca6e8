# The web service. Build and start it, with its Neo4j, by: docker compose up --build
FROM python:3.11.14-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1

# the dependencies first, so that a change of our own code does not fetch them again;
# without resolving: a lock is complete, and a resolver would look beyond it
WORKDIR /src
COPY locks locks
RUN python -m venv /app \
    && /app/bin/pip install --no-deps --require-hashes --requirement locks/production.txt \
    && pip install --no-deps --require-hashes --requirement locks/build.txt

COPY pyproject.toml README.md LICENSE ./
COPY netmap netmap
COPY graph_seed graph_seed
COPY web web
COPY tools/setup.py tools/
# what builds the package stays behind here, and so does pip
RUN pip wheel --no-deps --no-build-isolation --wheel-dir=/wheels . \
    && /app/bin/pip install --no-deps --no-index /wheels/*.whl \
    && /app/bin/python tools/setup.py check \
    && /app/bin/pip uninstall --yes pip setuptools

FROM python:3.11.14-slim-bookworm

ENV PATH=/app/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home netmap
COPY --from=build /app /app

USER 10001
WORKDIR /tmp
EXPOSE 8000

# /health answers 503, an error here, when the store does not answer within its limits
HEALTHCHECK --interval=15s --timeout=8s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health', timeout=7)"]

# what workers write for their master stays in memory; the container needs no disk of its own
CMD ["gunicorn", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "web.wsgi:app"]
