# syntax=docker/dockerfile:1
# The conformance suite of the Better Data SCM API: `docker build -f docker/suite.Dockerfile -t better-data-scm-conformance .`

ARG NODE=22.23.3

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
RUN --mount=type=cache,target=/root/.npm mkdir /packages \
  && node --import tsx scripts/build.ts conformance --only-command \
  && npm pack --workspace conformance --ignore-scripts --pack-destination /packages \
  && npm install --prefix /app --ignore-scripts --no-audit --no-fund /packages/better-data-scm-conformance-*.tgz \
  && mkdir /work

FROM node:${NODE}-bookworm-slim
LABEL org.opencontainers.image.title="Better Data SCM conformance suite" \
  org.opencontainers.image.description="Checks whether a deployment conforms to the contract of the Better Data SCM API" \
  org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
COPY --from=build /app /app
# Settings, waivers, reports and journals are relative to this folder.
COPY --from=build --chown=1000:1000 /work /work
WORKDIR /work
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK NONE
ENTRYPOINT ["node", "--max-semi-space-size=4", "/app/node_modules/better-data-scm-conformance/dist/bin.js"]
CMD ["--help"]
