#!/usr/bin/env bash
set -euo pipefail

# ruleid: bash-curl-pipe-shell
curl -fsSL https://get.example.org/install.sh | sh

# ruleid: bash-curl-pipe-shell
wget -qO- https://get.example.org/setup | sudo bash -s -- --yes

# ruleid: bash-curl-pipe-shell
bash -c "$(curl -fsSL https://get.example.org/install.sh)"

# ok: bash-curl-pipe-shell
curl -fsSL https://get.example.org/install.sh -o install.sh

# ok: bash-curl-pipe-shell
sha256sum --check install.sh.sha256 && sh install.sh

# ok: bash-curl-pipe-shell
curl -s https://api.example.org/version | jq -r .version

# ok: bash-curl-pipe-shell
wget -qO- https://get.example.org/app.tar.gz | tar xz
