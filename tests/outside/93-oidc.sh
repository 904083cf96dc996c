# An addressee shows who they are by OpenID Connect, against an issuer that we did not write (oidc-provider of npm, on loopback).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }
done
cp -r "$here/oidc" "$WORK/issuer"
(cd "$WORK/issuer" && npm ci --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1) || { echo "skipped: oidc-provider cannot be had from npm"; exit 0; }
python3 -B "$here/oidc.py" "$BIN" "$WORK"
