#!/usr/bin/env bash

run() {
  echo "+ $*"
  # ruleid: bash-eval-variable
  eval "$@"
}

retry() {
  # ruleid: bash-eval-variable
  until eval "$1"; do sleep 1; done
}

# ruleid: bash-eval-variable
eval "$(curl -s https://config.example.org/env)"

direct() {
  # ok: bash-eval-variable
  "$@"
}

# ok: bash-eval-variable
eval "$(ssh-agent -s)"

# ok: bash-eval-variable
command=(tar xzf app.tgz)
"${command[@]}"
