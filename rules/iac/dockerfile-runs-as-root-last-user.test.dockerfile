FROM alpine:3.20 AS base
USER app

FROM base
# ok: dockerfile-runs-as-root
USER app
# ruleid: dockerfile-runs-as-root
USER root:root
CMD ["/app"]
