# The report as PDF, by witnesses that are not ours: poppler, qpdf, pyHanko, veraPDF, chromium's printing; its pages as pictures stay in the target folder
# (artefacts/report).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in pdfsig pdftotext pdftoppm pdfdetach qpdf chromium mvn javac; do command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 0; }; done
python=$(ls /usr/bin/python3 2>/dev/null || command -v python3)
[ -x "$WORK/hanko/bin/python" ] || "$python" -m venv "$WORK/hanko"
"$WORK/hanko/bin/pip" -q install --disable-pip-version-check -r "$here/pyhanko.txt"
rm -rf "$WORK/verapdf"; cp -r "$here/../interop/verapdf" "$WORK/verapdf"
(cd "$WORK/verapdf" && mvn -q -B -Dstyle.color=never package) || { echo "veraPDF could not be built"; exit 1; }
"$WORK/hanko/bin/python" -B "$here/report.py" "$BIN" "$WORK"
archival() { java -cp "$WORK/verapdf/target/archival-1.jar:$WORK/verapdf/target/lib/*" Archival "$@"; }
archival "$WORK"/report-pdf/report-??.pdf
qpdf --encrypt "" "" 256 -- "$WORK/report-pdf/report-nl.pdf" "$WORK/report-pdf/encrypted.pdf"
if archival "$WORK/report-pdf/encrypted.pdf" >"$WORK/report-pdf/said"; then echo "veraPDF takes anything"; exit 1; fi
grep -q 'no PDF/A-3b' "$WORK/report-pdf/said" || { cat "$WORK/report-pdf/said"; exit 1; }
