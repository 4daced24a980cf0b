FROM debian:12.7
# ruleid: package-signature-check-off
RUN apt-get update && apt-get install -y --allow-unauthenticated example-tool
# ruleid: package-signature-check-off
RUN apk add --no-cache --allow-untrusted /tmp/example.apk
# ruleid: package-signature-check-off
RUN yum install -y --nogpgcheck https://example.com/tool.rpm
# ruleid: package-signature-check-off
RUN echo "deb [arch=amd64 trusted=yes] https://example.com/apt stable main" > /etc/apt/sources.list.d/example.list
# ok: package-signature-check-off
RUN echo "deb [signed-by=/usr/share/keyrings/example.gpg] https://example.com/apt stable main" > /etc/apt/sources.list.d/example.list
# ok: package-signature-check-off
RUN apt-get install -y --no-install-recommends example-tool
