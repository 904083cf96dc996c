# A whole visit through nginx, by the block of docs/operating.md: nothing of who reads stands in any file.
set -eu
for tool in nginx openssl; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }
done
python3 -B "$(dirname "$0")/nginx.py" "$BIN" "$WORK"
