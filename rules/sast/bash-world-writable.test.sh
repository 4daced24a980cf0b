#!/bin/bash
set -e

# ruleid: bash-world-writable
chmod 777 /var/www/uploads

# ruleid: bash-world-writable
sudo chmod -R 0777 "$HOME/shared"

# ruleid: bash-world-writable
chmod a+rwx run.sh

# ok: bash-world-writable
chmod 755 run.sh

# ok: bash-world-writable
chmod +x run.sh

# ok: bash-world-writable
umask 077

# ok: bash-world-writable
chmod 1777 /tmp

# ok: bash-world-writable
chmod u+w notes.txt
