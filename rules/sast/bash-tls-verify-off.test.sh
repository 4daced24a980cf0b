#!/bin/sh

# ruleid: bash-tls-verify-off
curl -k https://files.example.org/app.tgz -o app.tgz

# ruleid: bash-tls-verify-off
if ! curl --silent --insecure "https://$HOST/health" >/dev/null; then
  exit 1
fi

# ruleid: bash-tls-verify-off
wget --no-check-certificate -q "$URL"

# ruleid: bash-tls-verify-off
git config --global http.sslVerify false

# ruleid: bash-tls-verify-off
export NODE_TLS_REJECT_UNAUTHORIZED=0

# ok: bash-tls-verify-off
curl --cacert /etc/ssl/private-ca.pem "https://$HOST/health"

# ok: bash-tls-verify-off
wget -q "$URL"

# ok: bash-tls-verify-off
git config --global http.sslVerify true

# ok: bash-tls-verify-off
tar -k -xf app.tgz
