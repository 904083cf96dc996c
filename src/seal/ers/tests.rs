//! Records that hold, through three renewals, and each way in which one does not.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::crypto::Digest;
use crate::erds::moment::Moment;
use crate::seal::testing::{Pki, days, now};
use crate::seal::tsp::{self, Imprint};

/// So many files in each group.
const GROUPS: [usize; 7] = [3, 1, 2, 20, 1, 4, 2];

fn files(group: usize) -> Vec<Vec<u8>> {
    (0..GROUPS[group]).map(|file| format!("file {file} of group {group}").into_bytes()).collect()
}

fn refs(files: &[Vec<u8>]) -> Vec<&[u8]> {
    files.iter().map(Vec::as_slice).collect()
}

fn stamp(pki: &Pki, digest: Digest, root: &[u8], at: Moment) -> Vec<u8> {
    pki.token(Imprint { digest, octets: root.to_vec() }, at)
}

/// A record for each group: one time-stamp for all, renewed by the hash tree where there are records before.
fn protected(pki: &Pki, digest: Digest, at: Moment, before: Option<&[Record]>) -> Vec<Record> {
    let members = |group: usize| -> Vec<Hash> {
        let previous = before.map(|records| records[group].sequence(records[group].chains.len(), digest).unwrap());
        files(group).iter().map(|file| object(digest, file, previous.as_deref())).collect()
    };
    let tree = Tree::new(digest, (0..GROUPS.len()).map(|at| group(digest, &members(at))).collect()).unwrap();
    let token = stamp(pki, digest, tree.root(), at);
    let record = |group: usize| {
        let lists = reduce(&members(group), &tree.path(group));
        let chain = Chain { digest, stamps: vec![ArchiveTimeStamp { lists, token: token.clone() }] };
        let mut chains = before.map_or_else(Vec::new, |records| records[group].chains.clone());
        chains.push(chain);
        Record { chains }
    };
    (0..GROUPS.len()).map(record).collect()
}

/// The same records with one more time-stamp over the last one; `others` are renewed with it.
fn renewed(pki: &Pki, records: &mut [Record], at: Moment, others: u8) {
    let last = records[0].chains.last().unwrap();
    let own = last.digest.of(&last.stamps.last().unwrap().token);
    let digest = last.digest;
    let leaves = std::iter::once(own.clone()).chain((0..others).map(|other| digest.of(&[other]))).collect();
    let tree = Tree::new(digest, leaves).unwrap();
    let token = stamp(pki, digest, tree.root(), at);
    for record in records {
        let lists = reduce(std::slice::from_ref(&own), &tree.path(0));
        record.chains.last_mut().unwrap().stamps.push(ArchiveTimeStamp { lists, token: token.clone() });
    }
}

/// Protected, renewed twice by time-stamps, by a hash tree with a new digest, and by a time-stamp again.
fn history(pki: &Pki) -> Vec<Record> {
    let mut records = protected(pki, Digest::Sha256, now(), None);
    renewed(pki, &mut records, now().plus(days(1)), 0);
    renewed(pki, &mut records, now().plus(days(2)), 4);
    records = protected(pki, Digest::Sha512, now().plus(days(3)), Some(&records));
    renewed(pki, &mut records, now().plus(days(4)), 1);
    records
}

/// The times that a record proves, where all of it holds.
fn times(record: &Record, files: &[Vec<u8>]) -> Option<Vec<Moment>> {
    let links = check(record, &refs(files)).ok()?;
    links.iter().map(|link| tsp::check(link.token, &link.imprint).ok().map(|facts| facts.time)).collect()
}

#[test]
fn one_time_stamp_proves_every_group_and_nothing_else() {
    let pki = Pki::new();
    let records = protected(&pki, Digest::Sha256, now(), None);
    for (place, record) in records.iter().enumerate() {
        assert_eq!(times(record, &files(place)), Some(vec![now()]), "{place}");
        assert_eq!(record.chains[0].stamps[0].token, records[0].chains[0].stamps[0].token);
        let mut other = files(place);
        other[0].push(b'!');
        assert!(matches!(check(record, &refs(&other)), Err(Broken::File { file: 0, stamp: 1 })), "{place}");
        let mut more = files(place);
        more.push(b"one more".to_vec());
        assert!(check(record, &refs(&more)).is_err(), "{place}");
        if GROUPS[place] > 2 {
            let fewer = files(place);
            assert!(matches!(check(record, &refs(&fewer[1..])), Err(Broken::Spare { stamp: 1 })), "{place}");
        }
    }
    assert!(check(&records[0], &refs(&files(5))).is_err(), "a record is of its own group");
}

#[test]
fn c14_three_renewals_of_which_one_reads_all_files_anew_prove_the_first_time() {
    let pki = Pki::new();
    for (place, record) in history(&pki).iter().enumerate() {
        let proven: Vec<Moment> = (0..5).map(|day| now().plus(days(day))).collect();
        assert_eq!(times(record, &files(place)), Some(proven), "{place}");
        let read = Record::parse(&record.to_der().unwrap()).unwrap();
        assert_eq!(&read, record);
        let links = check(&read, &refs(&files(place))[..]).unwrap().len();
        assert_eq!(links, 5);
    }
}

#[test]
fn a_renewal_over_something_else_is_a_broken_link() {
    let pki = Pki::new();
    let good = history(&pki).swap_remove(0);
    let broken = |change: &dyn Fn(&mut Record)| {
        let mut record = good.clone();
        change(&mut record);
        times(&record, &files(0)).is_none()
    };
    assert!(!broken(&|_| ()));
    assert!(broken(&|record| drop(record.chains[0].stamps.remove(1))), "a time-stamp is left out");
    assert!(broken(&|record| record.chains[0].stamps.swap(1, 2)), "two time-stamps change places");
    assert!(broken(&|record| drop(record.chains.remove(0))), "the first chain is left out");
    assert!(broken(&|record| drop(record.chains[0].stamps.pop())), "the chain that was read anew is another");
    assert!(
        broken(&|record| record.chains[1].stamps[0].lists[0].swap(0, 1))
            || good.chains[1].stamps[0].lists[0].len() < 2
            || {
                let mut record = good.clone();
                record.chains[1].stamps[0].lists[0].swap(0, 1);
                Record::parse(&record.to_der().unwrap()).is_err()
            }
    );
    let foreign = stamp(&pki, Digest::Sha512, &Digest::Sha512.of(b"another root"), now().plus(days(5)));
    assert!(broken(&|record| record.chains[1].stamps[1].token.clone_from(&foreign)));
}

#[test]
fn h_of_d_stands_before_h_of_the_chains() {
    let (own, chains) = (Digest::Sha512.of(b"d"), vec![0; 64]);
    let both = [own.clone(), chains.clone()].concat();
    assert_eq!(object(Digest::Sha512, b"d", Some(&chains)), Digest::Sha512.of(&both));
    assert!(own > chains, "in ascending order it would be the other way round");
}

#[test]
fn every_flipped_octet_of_a_record_is_refused() {
    let pki = Pki::new();
    let bytes = history(&pki)[2].to_der().unwrap();
    let files = files(2);
    assert!(times(&Record::parse(&bytes).unwrap(), &files).is_some());
    for place in 0..bytes.len() {
        for flip in [0x01, 0x80] {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            let taken = Record::parse(&changed).ok().and_then(|record| times(&record, &files));
            assert_eq!(taken, None, "octet {place}");
        }
    }
}

#[test]
fn what_is_beyond_a_bound_or_spare_is_refused() {
    let pki = Pki::new();
    let record = protected(&pki, Digest::Sha256, now(), None).swap_remove(0);
    let bytes = record.to_der().unwrap();
    assert!(matches!(Record::parse(&[bytes.as_slice(), b"\0"].concat()), Err(Error::Malformed(_))));
    assert!(matches!(Record::parse(&vec![0; LIMIT + 1]), Err(Error::TooLarge(_))));
    let refused = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        record.to_der().map_or(true, |bytes| Record::parse(&bytes).is_err())
    };
    let same = record.chains[0].clone();
    assert!(refused(&|record| record.chains = vec![same.clone(); CHAINS + 1]));
    assert!(refused(&|record| record.chains[0].stamps = vec![same.stamps[0].clone(); CHAINS + 1]));
    assert!(refused(&|record| record.chains[0].stamps[0].lists = vec![vec![vec![0; 32]]; LISTS + 1]));
    assert!(refused(&|record| record.chains[0].stamps[0].lists[0].push(vec![0; 31])));
    assert!(refused(&|record| record.chains[0].stamps[0].lists[0].push(vec![0; 32])), "not in ascending order");
    assert!(refused(&|record| record.chains[0].stamps[0].lists.push(Vec::new())));
    assert!(refused(&|record| record.chains[0].stamps.clear()));
    assert!(refused(&|record| record.chains.clear()));
    assert!(refused(&|record| record.chains[0].digest = Digest::Sha512), "digests of another length");
}

#[test]
fn a_record_in_an_archive_of_a_hundred_thousand_stays_small() {
    // 17 levels; what one group needs of them, however many groups there are.
    let leaves = (0..100_000_u32).map(|leaf| Digest::Sha256.of(&leaf.to_be_bytes())).collect();
    let tree = Tree::new(Digest::Sha256, leaves).unwrap();
    assert_eq!(tree.path(77_777).len(), 17);
    let members = [vec![1; 32], vec![2; 32]];
    let der: usize = reduce(&members, &tree.path(5)).iter().flatten().map(|hash| hash.len() + 4).sum();
    assert!(der < 700, "{der}");
}

/// A chain as drawn: the place of its digest, and of each time-stamp the seeds of its lists and its token.
type Drawn = (usize, Vec<(Vec<BTreeSet<u64>>, u8)>);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_reads_back_the_same(
        chains in prop::collection::vec(
            (0_usize..3, prop::collection::vec((prop::collection::vec(prop::collection::btree_set(any::<u64>(), 1..5), 0..4), any::<u8>()), 1..4)),
            1..4,
        ),
    ) {
        let chain = |(digest, stamps): &Drawn| {
            let digest = Digest::ALL[*digest];
            let list = |list: &BTreeSet<u64>| ascending_digests(digest, list);
            let stamp = |(lists, token): &(Vec<_>, u8)| ArchiveTimeStamp { lists: lists.iter().map(list).collect(), token: vec![4, 1, *token] };
            Chain { digest, stamps: stamps.iter().map(stamp).collect() }
        };
        let record = Record { chains: chains.iter().map(chain).collect() };
        prop_assert_eq!(Record::parse(&record.to_der().unwrap()).unwrap(), record);
    }

    #[test]
    fn every_leaf_of_any_tree_leads_to_its_root(count in 1_usize..70, sizes in prop::collection::vec(1_usize..4, 70)) {
        let digest = Digest::Sha256;
        let members = |leaf: usize| -> Vec<Hash> { (0..sizes[leaf]).map(|file| digest.of(format!("{leaf} {file}").as_bytes())).collect() };
        let tree = Tree::new(digest, (0..count).map(|leaf| group(digest, &members(leaf))).collect()).unwrap();
        for (leaf, size) in sizes.iter().enumerate().take(count) {
            let stamps = vec![ArchiveTimeStamp { lists: reduce(&members(leaf), &tree.path(leaf)), token: vec![5, 0] }];
            let record = Record { chains: vec![Chain { digest, stamps }] };
            let files: Vec<Vec<u8>> = (0..*size).map(|file| format!("{leaf} {file}").into_bytes()).collect();
            prop_assert_eq!(&check(&record, &refs(&files)).unwrap()[0].imprint.octets, tree.root());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        prop_assert!(Record::parse(&bytes).is_err());
    }
}

fn ascending_digests(digest: Digest, list: &BTreeSet<u64>) -> Vec<Hash> {
    let mut all: Vec<Hash> = list.iter().map(|seed| digest.of(&seed.to_be_bytes())).collect();
    all.sort();
    all
}
