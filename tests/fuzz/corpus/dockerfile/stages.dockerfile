# syntax=docker/dockerfile:1
ARG VERSION=3.20 NAME
FROM --platform=$BUILDPLATFORM alpine:${VERSION:-3} AS base
ENV A=1 B="two words" \
    # a comment
    C='x'
ENV OLD style value
RUN --mount=type=secret,id=x apk add \
  curl && curl -k "$(cat /run/url)" | sh # why
RUN ["sh", "-c", "a; b"]
RUN <<EOT
set -e
bash -c 'x | y'
EOT
COPY <<-A <<"B" /etc/
	1
	A
2
B
ONBUILD ADD --checksum=sha256:0 ["http://example.com/a b", "/"]
FROM base
USER u:g
EXPOSE 80 443/udp
HEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1
CMD x
