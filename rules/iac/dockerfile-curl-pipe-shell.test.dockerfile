FROM debian:12.7
# ruleid: dockerfile-curl-pipe-shell
RUN curl -fsSL https://example.com/install.sh | sh
RUN apt-get update \
 && apt-get install -y curl \
 # ruleid: dockerfile-curl-pipe-shell
 && curl -sL https://example.com/setup_20.x | sudo -E bash - \
 && apt-get install -y nodejs
# ruleid: dockerfile-curl-pipe-shell
RUN bash -c "$(wget -qO- https://example.com/install.sh)"
# ruleid: dockerfile-curl-pipe-shell
RUN ["/bin/bash", "-c", "curl https://example.com/rustup.sh | sh -s -- -y"]
RUN <<EOT
set -e
# ruleid: dockerfile-curl-pipe-shell
wget -O - https://example.com/get.py | python3 -
EOT
# ruleid: dockerfile-curl-pipe-shell
RUN curl -sL https://example.com/setup | sudo -u builder bash -
# ruleid: dockerfile-curl-pipe-shell
RUN curl -sL https://example.com/setup | setuser root bash -
# ok: dockerfile-curl-pipe-shell
RUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/example.gpg
# ok: dockerfile-curl-pipe-shell
RUN curl -s https://example.com/releases | python3 -m json.tool
# ok: dockerfile-curl-pipe-shell
RUN curl -fsSLo install.sh https://example.com/install.sh && sha256sum -c install.sha256 && sh install.sh
# ok: dockerfile-curl-pipe-shell
RUN echo "never do: curl https://example.com | sh" > /etc/motd
