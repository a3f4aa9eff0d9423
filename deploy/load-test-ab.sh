#!/usr/bin/env bash
# First questions as fast as the server answers them, with ApacheBench (package apache2-utils), for a figure that compares with others':
#
#   deploy/load-test-ab.sh http://localhost:8080 [requests] [connections]
#
# Each request begins a conversation of its own. Set RATE_LIMIT_PER_USER, RATE_LIMIT_PER_ADDRESS and RATE_LIMIT_GLOBAL to 0 on the server
# for it, or most requests are refused, which ab counts as "Non-2xx responses". load-test.js behaves like customers and checks every answer.
set -euo pipefail
server="${1:-http://localhost:8080}" requests="${2:-2000}" connections="${3:-64}"
command -v ab >/dev/null || { echo "ab is missing: install apache2-utils (Debian, Ubuntu) or httpd-tools (Fedora)." >&2; exit 1; }
body="$(mktemp)"
trap 'rm -f "$body"' EXIT
echo '{"user_id": "ab", "message": "How do I reset my password?"}' >"$body"
arguments=(-q -l -k -n "$requests" -c "$connections" -p "$body" -T application/json)
[ -z "${API_KEY:-}" ] || arguments+=(-H "X-API-Key: $API_KEY")
ab "${arguments[@]}" "$server/api/v1/chat"
