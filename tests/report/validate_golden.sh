#!/usr/bin/env bash
# validate_golden.sh VALIDATOR: would the consumers of the golden reports take them?
#
# VALIDATOR is ../shared/validate/validate_reports.sh. Exits with 77 (ctest: skipped) where it is not
# there, or where it would have to install its tools (240 MB) first; SCAN_PEER=1 lets it.
set -euo pipefail
readonly validator=$1
[[ -x $validator ]] || exit 77
[[ -n ${SCAN_PEER:-} || -d ${XDG_CACHE_HOME:-$HOME/.cache}/scan-validate ]] || exit 77
status=0
"$validator" -v "$(dirname "${BASH_SOURCE[0]}")/golden" || status=$?
((status != 2)) || exit 77 # its tools cannot be had
exit "$status"
