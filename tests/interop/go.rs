//! The transparency log against the libraries of transparency.dev (tests/interop/go). `tests/outside/70-go.sh` builds that
//! program, names it in INTEROP_GO and runs these; without it they are ignored, because building it needs a network.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use recepis::crypto::sha256;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::edge::Edge;
use recepis::tlog::key::{KeyType, VerifierKey};
use recepis::tlog::merkle::{self, check_consistency, check_inclusion};
use recepis::tlog::policy::Policy;
use recepis::tlog::proof::Proof;
use recepis::tlog::tile::{self, Bundle};
use recepis::tlog::view::{View, tiles_of_consistency, tiles_of_inclusion, tiles_of_root};

use super::tlog_testing::Key;

const ORIGIN: &str = "log.recepis.test/interop";

fn entry(number: u64) -> [u8; 32] {
    sha256(number.to_string().as_bytes())
}

fn file(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::File::create(path).unwrap().write_all(content).unwrap();
}

fn interop(what: &str, folder: &Path) -> Output {
    let program = std::env::var_os("INTEROP_GO").unwrap();
    Command::new(program).arg(what).arg(folder).output().unwrap()
}

/// The four keys: log, log with ML-DSA-44, witness, witness with ML-DSA-44.
fn keys() -> [(&'static str, Key); 4] {
    let [plain, quantum] = Key::of_log(ORIGIN, 1);
    [
        ("log", plain),
        ("log-pq", quantum),
        ("witness", Key::ed25519("w.example", KeyType::CosignatureEd25519, 2)),
        ("witness-pq", Key::ml_dsa_44("wq.example", 3)),
    ]
}

/// A log of 700 entries in six steps, as a publisher writes it.
fn written(folder: &Path) {
    let keys = keys();
    for (name, key) in &keys {
        file(&folder.join("keys").join(name).with_extension("vkey"), format!("{}\n", key.verifier()).as_bytes());
    }
    let (mut edge, mut view) = (Edge::new(), View::new());
    for (place, step) in [1_u64, 254, 1, 44, 212, 188].into_iter().enumerate() {
        let from = edge.size();
        for (tile, octets) in edge.append((from..from + step).map(|number| merkle::leaf(&entry(number)))) {
            file(&folder.join("log").join(tile.to_string()), &octets);
            view.add(tile, &octets).unwrap();
        }
        let size = edge.size();
        for index in from / 256..=(size - 1) / 256 {
            let bundle = Bundle::in_tree(index, size).unwrap();
            let numbers = index * 256..index * 256 + u64::from(bundle.width());
            let entries: Vec<[u8; 32]> = numbers.map(entry).collect();
            let octets = tile::encode_entries(entries.iter().map(<[u8; 32]>::as_slice)).unwrap();
            file(&folder.join("log").join(bundle.to_string()), &octets);
        }
        let checkpoint = Checkpoint::new(ORIGIN, size, edge.root()).unwrap();
        let lines = keys.iter().map(|(_, key)| key.line(&checkpoint, 1_795_511_640)).collect();
        let checkpoint = SignedCheckpoint::new(checkpoint, lines).unwrap();
        file(&folder.join("earlier").join(place.to_string()), checkpoint.to_string().as_bytes());
        file(&folder.join("log/checkpoint"), checkpoint.to_string().as_bytes());
        for index in [from, size - 1] {
            let path = view.inclusion(index, size).unwrap();
            let proof = Proof { extra: None, index, path, checkpoint: checkpoint.clone() };
            file(&folder.join(format!("proofs/{index:03}.tlog-proof")), proof.to_string().as_bytes());
        }
    }
    let policy = format!("witness w {} https://w.example/\nquorum w\n", keys[2].1.verifier());
    file(&folder.join("tlog-policy"), &Policy::read(policy.as_bytes()).unwrap().write());
}

#[test]
#[ignore = "run by tests/outside/70-go.sh"]
fn transparency_dev_accepts_what_we_write() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path());
    let output = interop("check", folder.path());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("accepted: 700 entries, 10 proofs"), "{said}");
    // One changed octet in any of the files, and it does not.
    for name in [
        "log/checkpoint",
        "log/tile/0/000",
        "log/tile/0/002.p/188",
        "log/tile/1/000.p/2",
        "log/tile/entries/001",
        "earlier/2",
        "proofs/255.tlog-proof",
        "keys/log-pq.vkey",
        "keys/witness.vkey",
    ] {
        let path = folder.path().join(name);
        let good = fs::read(&path).unwrap();
        let mut changed = good.clone();
        let place = good.len() / 2;
        changed[place] ^= 2;
        file(&path, &changed);
        assert!(!interop("check", folder.path()).status.success(), "{name}");
        file(&path, &good);
    }
    assert!(interop("check", folder.path()).status.success());
}

/// A log on disk that somebody else wrote.
struct Theirs(PathBuf);

impl Theirs {
    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    fn key(&self, name: &str) -> VerifierKey {
        String::from_utf8(self.read(&format!("keys/{name}.vkey"))).unwrap().trim().parse().unwrap()
    }

    fn signed_by_all(&self, checkpoint: &SignedCheckpoint) {
        assert_eq!(checkpoint.lines().len(), 4);
        for name in ["log", "log-pq", "witness", "witness-pq"] {
            let signed = checkpoint.signed_by(&self.key(name)).unwrap();
            assert_eq!(signed.map(|signed| signed.time.is_none()), Some(name == "log"), "{name}");
        }
    }

    fn view(&self, tiles: impl IntoIterator<Item = tile::Tile>) -> View {
        let mut view = View::new();
        for tile in tiles {
            view.add(tile, &self.read(&format!("log/{tile}"))).unwrap();
        }
        view
    }
}

#[test]
#[ignore = "run by tests/outside/70-go.sh"]
fn we_accept_what_transparency_dev_writes() {
    let folder = tempfile::tempdir().unwrap();
    let output = interop("write", folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = Theirs(folder.path().to_owned());
    let signed = SignedCheckpoint::read(&theirs.read("log/checkpoint")).unwrap();
    theirs.signed_by_all(&signed);
    let checkpoint = signed.checkpoint();
    let (size, root) = (checkpoint.size(), checkpoint.root());
    assert_eq!((checkpoint.origin(), size), ("interop.example/log", 600));
    assert_eq!(theirs.view(tiles_of_root(size)).root(size), Ok(*root));
    // The entries make the same tree and the same tiles.
    let mut edge = Edge::new();
    for index in 0..=(size - 1) / 256 {
        let bundle = Bundle::in_tree(index, size).unwrap();
        let octets = theirs.read(&format!("log/{bundle}"));
        let entries = bundle.decode(&octets).unwrap();
        let first = entries.first().map(|octets| octets.to_vec());
        assert_eq!(first, Some(entry(index * 256).to_vec()));
        for (tile, octets) in edge.append(entries.into_iter().map(merkle::leaf)) {
            assert_eq!(theirs.read(&format!("log/{tile}")), octets, "{tile}");
        }
    }
    assert_eq!(edge.root(), *root);
    for index in 0..size {
        let view = theirs.view(tiles_of_inclusion(index, size).unwrap());
        let path = view.inclusion(index, size).unwrap();
        assert_eq!(check_inclusion(index, size, root, &merkle::leaf(&entry(index)), &path), Ok(()));
    }
    let old = 512;
    let proof = theirs.view(tiles_of_consistency(old, size).unwrap()).consistency(old, size).unwrap();
    let earlier = theirs.view(tiles_of_root(size)).root(old).unwrap();
    assert_eq!(check_consistency((old, &earlier), (size, root), &proof), Ok(()));
    for index in [0, 1, 255, 256, 300, 511, 512, 599] {
        let octets = theirs.read(&format!("proofs/{index:03}.tlog-proof"));
        let proof = Proof::read(&octets).unwrap();
        assert_eq!((proof.index, proof.check(&entry(index))), (index, Ok(())));
        assert_eq!(proof.to_string().into_bytes(), octets);
        theirs.signed_by_all(&proof.checkpoint);
    }
}
