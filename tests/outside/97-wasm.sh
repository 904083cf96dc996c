# C8: a lawyer distrusts the vendor's website. The verifier in one HTML file is built, its module must import nothing, and a headless Chromium
# without any network opens it from file:// and must say of the whole corpus what the command says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in chromium chromedriver; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }
done
sysroot=$(rustc --print sysroot)
if [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
  rustup target add wasm32-unknown-unknown >/dev/null 2>&1 || {
    root=(); [ "$(id -u)" = 0 ] || root=(sudo -n)
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq rustc-web libstd-rust-web-dev rust-web-src >/dev/null 2>&1 ||
      { echo "skipped: no standard library for wasm32-unknown-unknown"; exit 0; }
  }
fi
"$here/../../wasm/build" "$WORK/recepis-verify.html"
if unshare -rn true 2>/dev/null; then alone=(unshare -rn); elif unshare -n true 2>/dev/null; then alone=(unshare -n); else echo "skipped: unshare -n is not allowed here"; exit 0; fi
"${alone[@]}" python3 -B "$here/wasm.py" "$BIN" "$WORK" "$WORK/recepis-verify.html"
