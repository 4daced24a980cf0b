FROM alpine:3.20 AS base
# ok: dockerfile-runs-as-root
USER 10001

# ok: dockerfile-runs-as-root
FROM base
CMD ["/app"]
