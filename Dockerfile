# The assistant with its model and a built index inside: no network at run time, no root.
#   docker build -t rehab-coding .
#   docker run --rm rehab-coding ask "When does KX go on a claim?"
FROM python:3.12-slim AS wheels
WORKDIR /src
COPY . .
# constraints.txt pins every version. torch comes without CUDA (gigabytes less) where an index with that build is named:
#   docker build --build-arg PIP_EXTRA_INDEX_URL=… …
ARG PIP_EXTRA_INDEX_URL
RUN python -m venv /opt/coding \
 && /opt/coding/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt ".[postgresql]"

FROM python:3.12-slim
# fcntl locks and SQLite need a real user and a folder it owns.
RUN useradd --uid 10001 --create-home --home-dir /srv/coding coding
COPY --from=wheels /opt/coding /opt/coding
ENV PATH=/opt/coding/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 GRADIO_ANALYTICS_ENABLED=False ANONYMIZED_TELEMETRY=False ORT_DISABLE_TELEMETRY=1 \
    ASSISTANT_INDEX=/srv/coding/index ASSISTANT_HOST=127.0.0.1 ASSISTANT_PORT=7860
USER coding
WORKDIR /srv/coding
RUN rehab-coding ingest
VOLUME /srv/coding/index
EXPOSE 7860
# healthz says that the process is up; readyz would restart a server whose Chroma is away for a minute.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["python", "-c", "import os,urllib.request as u; u.urlopen('http://127.0.0.1:'+os.environ['ASSISTANT_PORT']+os.environ.get('ASSISTANT_ROOT_PATH','')+'/healthz', timeout=4)"]
ENTRYPOINT ["rehab-coding"]
CMD ["serve"]
