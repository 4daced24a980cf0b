#!/bin/sh

# ruleid: bash-ssh-host-key-off
ssh -o StrictHostKeyChecking=no deploy@app.example.org uptime

# ruleid: bash-ssh-host-key-off
scp -P 2222 -o "StrictHostKeyChecking no" app.tgz deploy@app.example.org:

# ruleid: bash-ssh-host-key-off
ssh -oStrictHostKeyChecking=no deploy@app.example.org

# ok: bash-ssh-host-key-off
ssh -o StrictHostKeyChecking=accept-new deploy@app.example.org

# ok: bash-ssh-host-key-off
ssh -o BatchMode=yes deploy@app.example.org uptime

# ok: bash-ssh-host-key-off
ssh-keyscan app.example.org >> known_hosts
