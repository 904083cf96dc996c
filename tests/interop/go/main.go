// Reads and writes a small log with the libraries of transparency.dev, so that our code is held against code that we did
// not write. Run by tests/outside/70-go.sh through tests/interop/go.rs:
//
//	interop check DIR   reads DIR/log (checkpoint, tiles, entries) and DIR/proofs, written by our code; accepts all or fails
//	interop write DIR   writes such a folder for our code to read
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	flog "github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	fproof "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/formats/witness"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const entries = 600

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: interop check|write DIR"))
	}
	switch os.Args[1] {
	case "check":
		fail(check(os.Args[2]))
	case "write":
		fail(write(os.Args[2]))
	default:
		fail(errors.New("neither check nor write"))
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "interop:", err)
		os.Exit(1)
	}
}

// keys are the four verifiers of a folder: of the log Ed25519 and ML-DSA-44, of witnesses the same.
type keys struct {
	log    note.Verifier
	others []note.Verifier
}

func readKeys(dir string) (*keys, error) {
	line := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		fail(err)
		return strings.TrimSpace(string(text))
	}
	log, err := note.NewVerifier(line("log.vkey"))
	if err != nil {
		return nil, fmt.Errorf("log.vkey: %w", err)
	}
	k := &keys{log: log}
	for _, name := range []string{"log-pq.vkey", "witness-pq.vkey"} {
		v, err := fnote.NewMLDSAVerifier(line(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		k.others = append(k.others, v)
	}
	v, err := fnote.NewVerifierForCosignatureV1(line("witness.vkey"))
	if err != nil {
		return nil, fmt.Errorf("witness.vkey: %w", err)
	}
	k.others = append(k.others, v)
	return k, nil
}

// checkpoint accepts a checkpoint that all four keys signed.
func (k *keys) checkpoint(raw []byte) (*flog.Checkpoint, error) {
	cp, rest, n, err := flog.ParseCheckpoint(raw, k.log.Name(), k.log, k.others...)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("the checkpoint has extension lines: %q", rest)
	}
	if len(n.Sigs) != 1+len(k.others) || len(n.UnverifiedSigs) != 0 {
		return nil, fmt.Errorf("%d known and %d unknown signatures", len(n.Sigs), len(n.UnverifiedSigs))
	}
	return cp, nil
}

func check(dir string) error {
	ctx := context.Background()
	k, err := readKeys(filepath.Join(dir, "keys"))
	if err != nil {
		return err
	}
	fetcher := client.FileFetcher{Root: filepath.Join(dir, "log")}
	raw, err := fetcher.ReadCheckpoint(ctx)
	if err != nil {
		return err
	}
	cp, err := k.checkpoint(raw)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	if err := checkTree(ctx, fetcher, cp); err != nil {
		return err
	}
	if err := checkHistory(ctx, filepath.Join(dir, "earlier"), fetcher, k, cp); err != nil {
		return err
	}
	proofs, err := checkProofs(ctx, dir, fetcher, k, cp)
	if err != nil {
		return err
	}
	policy, err := os.ReadFile(filepath.Join(dir, "tlog-policy"))
	if err != nil {
		return err
	}
	quorum, err := witness.ParsePolicy(policy)
	if err != nil {
		return fmt.Errorf("policy: %w", err)
	}
	if !quorum.Satisfied(raw) {
		return errors.New("the policy's quorum is not met by its witness's cosignature")
	}
	fmt.Printf("accepted: %d entries, %d proofs\n", cp.Size, proofs)
	return nil
}

// checkTree computes the root from the entries, and proves every entry from the tiles.
func checkTree(ctx context.Context, fetcher client.FileFetcher, cp *flog.Checkpoint) error {
	builder, err := client.NewProofBuilder(ctx, cp.Size, fetcher.ReadTile)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	tree := (&compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}).NewEmptyRange(0)
	for index := uint64(0); index < cp.Size; index++ {
		bundle, err := client.GetEntryBundle(ctx, fetcher.ReadEntryBundle, index/256, cp.Size)
		if err != nil {
			return fmt.Errorf("entries %d: %w", index/256, err)
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(bundle.Entries[index%256])
		if err := tree.Append(leaf, nil); err != nil {
			return err
		}
		path, err := builder.InclusionProof(ctx, index)
		if err != nil {
			return fmt.Errorf("tiles of entry %d: %w", index, err)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, index, cp.Size, leaf, path, cp.Hash); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	root, err := tree.GetRootHash(nil)
	if err != nil {
		return err
	}
	if !bytes.Equal(root, cp.Hash) {
		return errors.New("the entries make another root")
	}
	return nil
}

// checkHistory proves that the log continues each checkpoint that it had before.
func checkHistory(ctx context.Context, dir string, fetcher client.FileFetcher, k *keys, cp *flog.Checkpoint) error {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no earlier checkpoints in %s: %w", dir, err)
	}
	builder, err := client.NewProofBuilder(ctx, cp.Size, fetcher.ReadTile)
	if err != nil {
		return err
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		earlier, err := k.checkpoint(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		path, err := builder.ConsistencyProof(ctx, earlier.Size, cp.Size)
		if err != nil {
			return err
		}
		if err := proof.VerifyConsistency(rfc6962.DefaultHasher, earlier.Size, cp.Size, path, earlier.Hash, cp.Hash); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// checkProofs accepts each file NNN.tlog-proof for the entry at its index, by transparency.dev and by the Go team's code.
func checkProofs(ctx context.Context, dir string, fetcher client.FileFetcher, k *keys, cp *flog.Checkpoint) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "proofs", "*.tlog-proof"))
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("no proofs: %w", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		var p fproof.TLogProof
		if err := p.Unmarshal(raw); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		if !bytes.Equal(p.Marshal(), raw) {
			return 0, fmt.Errorf("%s: written anew it is another", file)
		}
		under, err := k.checkpoint(p.Checkpoint)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		bundle, err := client.GetEntryBundle(ctx, fetcher.ReadEntryBundle, p.Index/256, cp.Size)
		if err != nil {
			return 0, err
		}
		entry := bundle.Entries[p.Index%256]
		path, record := [][]byte{}, tlog.RecordProof{}
		for _, hash := range p.Hashes {
			path = append(path, hash[:])
			record = append(record, tlog.Hash(hash))
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(entry)
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, p.Index, under.Size, leaf, path, under.Hash); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		err = tlog.CheckRecord(record, int64(under.Size), tlog.Hash(under.Hash), int64(p.Index), tlog.RecordHash(entry))
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	return len(files), nil
}

// write makes a log with tessera, has it cosigned, and writes a proof for some of its entries.
func write(dir string) error {
	ctx := context.Background()
	const origin = "interop.example/log"
	signers, verifiers, err := makeKeys(filepath.Join(dir, "keys"), origin)
	if err != nil {
		return err
	}
	if err := fill(ctx, filepath.Join(dir, "log"), signers[0], signers[1]); err != nil {
		return err
	}
	fetcher := client.FileFetcher{Root: filepath.Join(dir, "log")}
	raw, err := fetcher.ReadCheckpoint(ctx)
	if err != nil {
		return err
	}
	n, err := note.Open(raw, note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	raw, err = note.Sign(n, signers[2], signers[3])
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "log", "checkpoint"), raw, 0o644); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(dir, "proofs"), 0o755); err != nil {
		return err
	}
	builder, err := client.NewProofBuilder(ctx, entries, fetcher.ReadTile)
	if err != nil {
		return err
	}
	for _, index := range []uint64{0, 1, 255, 256, 300, 511, 512, 599} {
		path, err := builder.InclusionProof(ctx, index)
		if err != nil {
			return err
		}
		p := fproof.TLogProof{Index: index, Checkpoint: raw}
		for _, hash := range path {
			p.Hashes = append(p.Hashes, [sha256.Size]byte(hash))
		}
		if err := os.WriteFile(filepath.Join(dir, "proofs", fmt.Sprintf("%03d.tlog-proof", index)), p.Marshal(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// makeKeys makes the log's two keys and the witnesses' two, and writes the public ones.
func makeKeys(dir, origin string) ([]note.Signer, []note.Verifier, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, err
	}
	secret, public, err := note.GenerateKey(nil, origin)
	if err != nil {
		return nil, nil, err
	}
	log, err := note.NewSigner(secret)
	if err != nil {
		return nil, nil, err
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return nil, nil, err
	}
	quantumSecret, quantumPublic, err := fnote.GenerateMLDSAKey(origin)
	if err != nil {
		return nil, nil, err
	}
	quantum, err := fnote.NewMLDSASigner(quantumSecret)
	if err != nil {
		return nil, nil, err
	}
	secret, plain, err := note.GenerateKey(nil, "interop.example/witness")
	if err != nil {
		return nil, nil, err
	}
	witness, err := fnote.NewSignerForCosignatureV1(secret)
	if err != nil {
		return nil, nil, err
	}
	cosigner, err := fnote.VKeyToCosignatureV1(plain)
	if err != nil {
		return nil, nil, err
	}
	secret, quantumCosigner, err := fnote.GenerateMLDSAKey("interop.example/witness-pq")
	if err != nil {
		return nil, nil, err
	}
	quantumWitness, err := fnote.NewMLDSASigner(secret)
	if err != nil {
		return nil, nil, err
	}
	quantumVerifier, err := fnote.NewMLDSAVerifier(quantumPublic)
	if err != nil {
		return nil, nil, err
	}
	for name, line := range map[string]string{
		"log.vkey": public, "log-pq.vkey": quantumPublic, "witness.vkey": cosigner, "witness-pq.vkey": quantumCosigner,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(line+"\n"), 0o644); err != nil {
			return nil, nil, err
		}
	}
	return []note.Signer{log, quantum, witness, quantumWitness}, []note.Verifier{verifier, quantumVerifier}, nil
}

// fill appends entries, each the SHA-256 of its number in decimal, and waits until all are under a checkpoint.
func fill(ctx context.Context, dir string, signer, second note.Signer) error {
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	if err != nil {
		return err
	}
	opts := tessera.NewAppendOptions().WithCheckpointSigner(signer, second).
		WithBatching(100, 50*time.Millisecond).WithCheckpointInterval(100 * time.Millisecond)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, opts)
	if err != nil {
		return err
	}
	await := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 50*time.Millisecond)
	futures := []tessera.IndexFuture{}
	for number := range entries {
		entry := sha256.Sum256([]byte(fmt.Sprint(number)))
		futures = append(futures, appender.Add(ctx, tessera.NewEntry(entry[:])))
	}
	for number, future := range futures {
		index, _, err := await.Await(ctx, future)
		if err != nil {
			return err
		}
		if index.Index != uint64(number) {
			entry := sha256.Sum256([]byte(fmt.Sprint(number)))
			return fmt.Errorf("entry %s came to stand at %d", hex.EncodeToString(entry[:4]), index.Index)
		}
	}
	return shutdown(ctx)
}
