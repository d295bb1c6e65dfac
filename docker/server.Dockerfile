# syntax=docker/dockerfile:1
# The reference server of the Better Data SCM API: `docker build -f docker/server.Dockerfile -t better-data-scm-server .`

ARG NODE=22.23.3

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
RUN --mount=type=cache,target=/root/.npm mkdir /packages \
  && node --import tsx scripts/build.ts server --only-command \
  && npm pack --workspace server --ignore-scripts --pack-destination /packages \
  && npm install --prefix /app --ignore-scripts --no-audit --no-fund /packages/better-data-scm-server-*.tgz \
  && mkdir /data

FROM node:${NODE}-bookworm-slim
LABEL org.opencontainers.image.title="Better Data SCM reference server" \
  org.opencontainers.image.description="Stateful reference server of the Better Data SCM API, for development and tests" \
  org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=4010 \
  HEALTH_HOST=0.0.0.0 \
  HEALTH_PORT=9464 \
  DATABASE_URL=file:/data/reference.db
COPY --from=build /app /app
# A new volume gets the owner of this folder.
COPY --from=build --chown=1000:1000 /data /data
WORKDIR /data
USER 1000:1000
VOLUME ["/data"]
EXPOSE 4010 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "require('node:http').get(`http://127.0.0.1:${process.env.HEALTH_PORT}/readyz`, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# Without a shell or npm in between, signals reach the server.
ENTRYPOINT ["node", "--max-semi-space-size=4", "/app/node_modules/better-data-scm-server/dist/bin.js"]
