# The web service. Build and start it, with its Neo4j, by: docker compose up --build
FROM python:3.11.14-slim-bookworm

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

RUN useradd --system --uid 10001 --no-create-home netmap
WORKDIR /app

# the dependencies first, so that a change of our own code does not fetch them again
COPY locks/production.txt locks/production.txt
# without resolving: the lock is complete, and a resolver would look beyond it
RUN pip install --no-deps --require-hashes --requirement locks/production.txt

COPY pyproject.toml README.md LICENSE ./
COPY netmap netmap
COPY graph_seed graph_seed
COPY web web
RUN pip install --no-deps --no-build-isolation . && pip check

USER 10001
# away from the sources: what runs is what was installed
WORKDIR /tmp
EXPOSE 8000

# /health answers 503, an error here, when the store does not answer within its limits
HEALTHCHECK --interval=15s --timeout=8s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health', timeout=7)"]

# what workers write for their master stays in memory; the container needs no disk of its own
CMD ["gunicorn", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "web.wsgi:app"]
