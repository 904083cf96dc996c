# The addressee's ways in headless Chromium, with the keyboard, at 320 pixels, judged by axe-core. Pictures are in target/browser.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
version=4.10.3
digest=5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c21cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12
kept=$(cd "$BIN/.." && pwd)/axe-core-$version.tgz
for tool in chromium chromedriver npm; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }
done
if ! echo "$digest  $kept" | sha512sum --check --status 2>/dev/null; then
  (cd "$WORK" && npm pack --silent "axe-core@$version" >/dev/null 2>&1) || { echo "skipped: axe-core $version cannot be had from npm"; exit 0; }
  echo "$digest  $WORK/axe-core-$version.tgz" | sha512sum --check --status || { echo "axe-core $version is another than we know"; exit 1; }
  mv "$WORK/axe-core-$version.tgz" "$kept"
fi
mkdir -p "$WORK/axe"
tar -xzf "$kept" -C "$WORK/axe"
pictures=$(cd "$BIN/.." && pwd)/browser
rm -rf "$pictures"
python3 -B "$here/../browser/ways.py" "$BIN" "$WORK" "$WORK/axe/package/axe.min.js" "$pictures"
