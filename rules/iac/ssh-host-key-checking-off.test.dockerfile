FROM alpine:3.20
RUN mkdir -p ~/.ssh && \
    # ruleid: ssh-host-key-checking-off
    echo "StrictHostKeyChecking no" >> ~/.ssh/config
# ok: ssh-host-key-checking-off
RUN echo "example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" >> /etc/ssh/ssh_known_hosts
