# ok: dockerfile-runs-as-root
FROM golang:1.23 AS build
RUN go build -o /app .

# ruleid: dockerfile-runs-as-root
FROM alpine:3.20
COPY --from=build /app /app
CMD ["/app"]
