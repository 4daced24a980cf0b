FROM node:22.9
# ruleid: dockerfile-secret-in-env
ARG NPM_TOKEN
# ruleid: dockerfile-secret-in-env
ENV DB_PASSWORD=hunter2 LOG_LEVEL=info
ENV LOG_FORMAT=json \
    # ruleid: dockerfile-secret-in-env
    AWS_SECRET_ACCESS_KEY=$SECRET
# ok: dockerfile-secret-in-env
ENV DB_PASSWORD_FILE=/run/secrets/db
# ok: dockerfile-secret-in-env
ENV MYSQL_ALLOW_EMPTY_PASSWORD=yes
# ok: dockerfile-secret-in-env
ENV TOKEN_URL=https://example.com/token
# ok: dockerfile-secret-in-env
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
