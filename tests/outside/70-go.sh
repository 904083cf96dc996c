# The transparency log against the libraries of transparency.dev, in Go: they read what we write, we read what they write.
# Go fetches them by itself, pinned by tests/interop/go/go.sum.
set -eu
PATH=$PATH:/usr/local/go/bin
command -v go >/dev/null || { echo "skipped: go is missing (golang)"; exit 0; }
case $(go env GOVERSION) in
  go1.2[5-9]* | go1.[3-9][0-9]* | go[2-9]*) ;;
  *) echo "skipped: go 1.25 is needed, this is $(go env GOVERSION)"; exit 0 ;;
esac
(cd tests/interop/go && go vet . && go build -o "$WORK/interop" .)
INTEROP_GO=$WORK/interop cargo test --profile ci --quiet --test interop go:: -- --ignored --nocapture
