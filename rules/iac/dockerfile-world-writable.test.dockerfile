FROM alpine:3.20
# ruleid: dockerfile-world-writable
RUN mkdir /data && chmod -R 777 /data
# ruleid: dockerfile-world-writable
RUN chmod a+rwx /srv
# ok: dockerfile-world-writable
RUN chmod 1777 /tmp
# ok: dockerfile-world-writable
RUN chmod 755 /usr/local/bin/tool-777
