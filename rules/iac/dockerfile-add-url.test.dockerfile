FROM alpine:3.20
# ruleid: dockerfile-add-url
ADD https://example.com/tool.tar.gz /opt/
# ruleid: dockerfile-add-url
ADD ["http://example.com/a b.bin", "/opt/"]
# ok: dockerfile-add-url
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/
# ok: dockerfile-add-url
ADD rootfs.tar.xz /
# ok: dockerfile-add-url
COPY docs/https://example.com /opt/
