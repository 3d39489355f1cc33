#!/bin/sh
# A copy each night, kept for 30 days. ./guide backup leaves keys out; ./guide restore puts one back.
set -eu
while :; do
  /srv/service/bin/python -m commands backup /var/backups/guide || echo '{"event": "backup_failed", "level": "error", "part": "backup"}'
  find /var/backups/guide -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
  sleep 86400
done
