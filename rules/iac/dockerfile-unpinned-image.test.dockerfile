# syntax=docker/dockerfile:1
ARG VERSION=latest
ARG RELEASE=3.20
ARG BASE

# ruleid: dockerfile-unpinned-image
FROM node AS assets
# ruleid: dockerfile-unpinned-image
FROM --platform=linux/amd64 python:latest AS wheels
# ruleid: dockerfile-unpinned-image
FROM registry.example.com:5000/team/tool AS tool
# ruleid: dockerfile-unpinned-image
FROM golang:${VERSION} AS compiler
# ok: dockerfile-unpinned-image
FROM python:3.12.7-slim AS python
# ok: dockerfile-unpinned-image
FROM alpine@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a AS pinned
# ok: dockerfile-unpinned-image
FROM alpine:$RELEASE AS release
# ok: dockerfile-unpinned-image
FROM ${BASE} AS chosen-by-the-caller
# ok: dockerfile-unpinned-image
FROM assets AS again
# ok: dockerfile-unpinned-image
FROM scratch
