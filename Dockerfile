# Plimsoll in a container: docs/operations.md. One image, of which each service of compose.yaml runs one process.
FROM node:22.21-bookworm-slim AS build
WORKDIR /opt/plimsoll
COPY . .
RUN node scripts/start.mjs setup --build
RUN rm -rf .next/cache .cache

FROM node:22.21-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/plimsoll /opt/plimsoll
RUN ln -s /opt/plimsoll/bin/plimsoll.js /usr/local/bin/plimsoll
RUN mkdir /data && chown 10001:10001 /data && chmod 0700 /data
ENV NODE_ENV=production HOME=/tmp PLIMSOLL_DATA_DIR=/data PLIMSOLL_BROWSER_SANDBOX=off
WORKDIR /opt/plimsoll
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGINT
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/processes/healthy.mjs", "dashboard"]
ENTRYPOINT ["node", "scripts/start.mjs", "start"]
