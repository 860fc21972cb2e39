//! Bits of a store that are flipped: whatever is read afterwards is what was written, or an error.

#![expect(clippy::disallowed_methods, reason = "a test damages a file of its own")]

use std::path::Path;

use super::tests::{day, id, order, put};
use super::*;
use crate::domain::{
    Caveat, CaveatKind, Completion, CompletionDays, Dispute, DisputeDetails, Event, EventKind,
    FactSet, Family, Liability, Moment, Order, OrderFacts, RowKind, SkippedRows, Stage, State,
    Turn, Window,
};

/// Orders and disputes of the store that is damaged.
const ORDERS: u64 = 60;
const DISPUTES: u64 = 24;

/// Flips of bits, spread evenly over the file.
const FLIPS: u64 = 1_500;

fn fill(path: &Path) {
    let mut store = Store::open(path).unwrap();
    let batch = store.batch().unwrap();
    for n in 0..ORDERS {
        let days = i64::try_from(n % 9).unwrap();
        let shop = if n % 3 == 0 { "north" } else { "south" };
        let order = Order {
            shop,
            sku: "blue, large",
            tracking: "LP00000001",
            completed_at: Some(day(days)).filter(|_| n % 2 == 0),
            completion: Some(Completion::TimedOut).filter(|_| n % 2 == 0),
            ..order(n)
        };
        batch.put_order(&order, 0, day(9)).unwrap();
    }
    for n in 0..DISPUTES {
        let dispute = Dispute {
            shop: if n % 3 == 0 { "north".into() } else { "south".into() },
            product: "1005".into(),
            family: Family::NotReceived,
            liability: Liability::Seller,
            ..Dispute::new(id(n * 2), day(1))
        };
        let event = Event { at: day(2), kind: EventKind::Escalated, by: "buyer".to_owned() };
        let dispute = dispute.with_details(DisputeDetails {
            id: n.to_string().into(),
            line_id: (n + 10_000).to_string().into(),
            reason: "没有收到货".into(),
            status: "processing".into(),
            stage: Some(Stage::Negotiation),
            turn: Turn::Seller,
            response_due_at: Some(day(6)),
            history: vec![event],
            ..DisputeDetails::default()
        });
        batch.put_dispute(&dispute, DetailLevel::Detailed, day(3)).unwrap();
        let ended = Dispute { state: State::Ended, ..dispute };
        batch.put_dispute(&ended, DetailLevel::Listed, day(5)).unwrap();
    }
    let run = Run {
        window: Window { from: day(0), to: day(30) },
        plan: "all".to_owned(),
        started_at: day(30),
    };
    batch.start_run("north", &[0], &run).unwrap();
    for list in LISTS {
        let window = Window { from: day(0), to: day(30) };
        let (shop, list) = ("north".to_owned(), list.to_owned());
        let span = SyncedRange { shop, channel: 0, list, window, read_at: day(30) };
        batch.span_is_in(&span).unwrap();
    }
    let import = Import {
        path: "orders.csv".to_owned(),
        kind: "plain-orders".to_owned(),
        shop: "south".to_owned(),
        at: day(9),
        used: ORDERS,
        incomplete: Some("a page is missing".to_owned()),
        given: Some(FactSet::TIMES),
        span: Some((day(0), day(9))),
        completion_days: CompletionDays::default(),
        skipped: SkippedRows::anywhere(RowKind::Order, 3),
        caveats: vec![Caveat::new(CaveatKind::RowsSkipped).counting(3).in_file("orders.csv")],
    };
    batch.put_import(import).unwrap();
    batch.end_run("north").unwrap();
    batch.commit().unwrap();
    store.vacuum().unwrap();
}

/// Puts some of the orders again, so that they wait to be packed.
fn put_some_again(path: &Path) {
    let mut store = Store::open(path).unwrap();
    let batch = store.batch().unwrap();
    for n in (0..ORDERS).step_by(5) {
        let order = Order { carrier: "Cainiao", ..order(n) };
        batch.put_order(&order, 0, day(10)).unwrap();
    }
    batch.commit().unwrap();
}

/// All that figures and exports are made of.
#[derive(Debug, PartialEq)]
struct Read {
    orders: Vec<OrderFacts>,
    packed: Vec<String>,
    one: [Option<OrderFacts>; 2],
    disputes: [Vec<Dispute>; 3],
    figures: Vec<Dispute>,
    gaps: Vec<CoverageGap>,
    imports: Vec<Import>,
}

fn read(path: &Path) -> Result<Read, StoreError> {
    let store = Store::open_to_read(path)?.expect("there is one");
    let mut orders = Vec::new();
    store.each_order(&[], &mut |order, _| orders.push(order.facts()))?;
    let mut packed = Vec::new();
    store.each_segment(
        super::segments::Looked::of(crate::domain::ColumnSet::ITEM),
        &mut |segment| {
            let orders: Vec<_> = (0..segment.len()).filter_map(|row| segment.order(row)).collect();
            packed.push(format!("{orders:?}"))
        },
    )?;
    let north = ["north".to_owned()];
    let at = |as_of: Moment| store.disputes(&[], as_of);
    Ok(Read {
        orders,
        packed,
        one: [store.order(id(7))?, store.order(id(ORDERS + 3))?],
        disputes: [at(day(4))?, at(day(40))?, store.disputes(&north, day(40))?],
        figures: store.disputes_for_figures(&north, &north, day(40))?.disputes,
        gaps: store.gaps(&[], Window { from: day(0), to: day(31) })?,
        imports: store.imports()?,
    })
}

/// Returns numbers that look random and are the same in each run.
fn scattered(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    }
}

#[test]
fn no_flipped_bit_changes_what_is_read_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    fill(&path);
    put_some_again(&path);
    let (bytes, right) = (std::fs::read(&path).unwrap(), read(&path).unwrap());
    let sound = Store::open_to_read(&path).unwrap().unwrap().check().unwrap();
    assert_eq!(sound, Vec::<String>::new());
    let (mut next, mut refused, mut missed) = (scattered(20_260_116), 0, Vec::new());
    let damaged = folder.path().join("damaged.db");
    for flip in 0..FLIPS {
        let mut bytes = bytes.clone();
        let length = u64::try_from(bytes.len()).unwrap();
        let at = (flip * length / FLIPS + next() % (length / FLIPS)) % length;
        let bit = next() % 8;
        bytes[usize::try_from(at).unwrap()] ^= 1 << bit;
        std::fs::write(&damaged, &bytes).unwrap();
        match read(&damaged) {
            Err(_) => {
                refused += 1;
                let found =
                    Store::open_to_read(&damaged).map(|store| store.expect("there is one").check());
                let found = matches!(found, Err(_) | Ok(Err(_)))
                    || found.is_ok_and(|check| !check.unwrap().is_empty());
                if !found {
                    missed.push((at, bit));
                }
            }
            Ok(read) => assert!(read == right, "bit {bit} of byte {at} changes what is read"),
        }
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("damaged.db{suffix}")));
        }
    }
    assert_eq!(missed, [], "check finds what reading finds");
    assert!(refused > FLIPS / 10, "{refused} of {FLIPS} flips were noticed");
}

#[test]
fn a_backup_is_the_store_and_takes_no_other_files_place() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("store.db"), folder.path().join("copy.db"));
    fill(&path);
    let store = Store::open_to_read(&path).unwrap().unwrap();
    store.backup(&copy).unwrap();
    store.backup(&copy).unwrap();
    assert_eq!(read(&copy).unwrap(), read(&path).unwrap());
    assert!(matches!(store.backup(&path), Err(StoreError::Held { .. })));
    let other = folder.path().join("notes.txt");
    std::fs::write(&other, "notes").unwrap();
    assert!(matches!(store.backup(&other), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read(&other).unwrap(), b"notes");
    drop(store);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4, "no left-overs");
}

/// A store whose latest changes stand in its log, because somebody reads on, and a log with the rest of a run
/// that was killed behind them.
fn with_log(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    let path = folder.join("store.db");
    fill(&path);
    let reader = Store::open_to_read(&path).unwrap().unwrap();
    reader.db.execute_batch("BEGIN; SELECT count(*) FROM orders").unwrap();
    put_some_again(&path);
    let store = std::fs::read(&path).unwrap();
    (store, std::fs::read(folder.join("store.db-wal")).unwrap())
}

#[test]
fn no_flipped_bit_of_the_log_takes_changes_back_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (store, log) = with_log(folder.path());
    assert!(log.len() > 8_000, "{}", log.len());
    let (path, beside) = (folder.path().join("copy.db"), folder.path().join("copy.db-wal"));
    let put = |log: &[u8]| {
        let _ = std::fs::remove_file(folder.path().join("copy.db-shm"));
        std::fs::write(&path, &store).unwrap();
        std::fs::write(&beside, log).unwrap();
    };
    put(&log);
    let right = read(&path).unwrap();
    let (mut next, mut refused) = (scattered(20_260_117), 0);
    let length = u64::try_from(log.len()).unwrap();
    for flip in 0..FLIPS / 2 {
        // The header of the log first, then all of it.
        let at = if flip < 256 { flip / 8 } else { next() % length };
        let bit = if flip < 256 { flip % 8 } else { next() % 8 };
        let mut damaged = log.clone();
        damaged[usize::try_from(at).unwrap()] ^= 1 << bit;
        put(&damaged);
        match read(&path) {
            Err(_) => refused += 1,
            Ok(read) => assert!(read == right, "bit {bit} of byte {at} of the log"),
        }
    }
    assert!(refused > FLIPS / 4, "{refused}");
    // What a killed run has left behind the last whole change, or half of it, is no damage.
    for end in [log.len() - 1, log.len() - 3_000, log.len() - 5_000, 40, 31, 0] {
        put(&log[..end]);
        assert_eq!(log::state(&path).unwrap(), log::LogState::Sound, "{end}");
    }
    let mut torn = log.clone();
    let frame = torn.len() - 4_096;
    torn[frame..].fill(7);
    put(&torn);
    assert_eq!(log::state(&path).unwrap(), log::LogState::Sound);
}

#[test]
fn no_damage_of_a_page_in_the_log_takes_changes_back_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (store, log) = with_log(folder.path());
    let (path, beside) = (folder.path().join("copy.db"), folder.path().join("copy.db-wal"));
    std::fs::write(&path, &store).unwrap();
    std::fs::write(&beside, &log).unwrap();
    let right = read(&path).unwrap();
    let (mut next, mut refused) = (scattered(20_260_118), 0);
    const FRAME: usize = 24 + 4_096;
    let frames = (log.len() - 32) / FRAME;
    for (frame, kind) in (0..frames).flat_map(|frame| (0..6).map(move |kind| (frame, kind))) {
        let mut damaged = log.clone();
        let at = 32 + frame * FRAME;
        let mut somewhere = |length: u64| usize::try_from(next() % length).unwrap();
        match kind {
            // Bits of the page, of the sum, of the salts, of both; the whole page; page and sum.
            0 => (0..5).for_each(|_| damaged[at + 24 + somewhere(4_096)] ^= 1 << somewhere(8)),
            1 => (0..5).for_each(|_| damaged[at + 16 + somewhere(8)] ^= 1 << somewhere(8)),
            2 => damaged[at + 8..at + 16].fill(0xa5),
            3 => damaged[at + 9..at + 18].iter_mut().for_each(|byte| *byte ^= 0x3c),
            4 => damaged[at + 24..at + FRAME].fill(0),
            _ => damaged[at + 16..at + 24 + 512].fill(0xff),
        }
        let _ = std::fs::remove_file(folder.path().join("copy.db-shm"));
        std::fs::write(&path, &store).unwrap();
        std::fs::write(&beside, damaged).unwrap();
        match read(&path) {
            Err(_) => refused += 1,
            Ok(read) => assert!(read == right, "damage {kind} of frame {frame} of {frames}"),
        }
    }
    // Damage of the last change, which is of nothing, is of no account.
    assert!(refused >= 6 * (frames - 2) && refused < 6 * frames, "{refused} of {frames} frames");
}

/// The files of a store as a kill leaves them.
#[derive(Clone)]
struct Files {
    store: Vec<u8>,
    log: Option<Vec<u8>>,
    note: Option<Vec<u8>>,
}

impl Files {
    fn of(path: &Path) -> Self {
        let beside = |suffix| std::fs::read(private::named_beside(path, suffix)).ok();
        let store = std::fs::read(path).unwrap();
        Self { store, log: beside("-wal"), note: beside(".changes") }
    }

    fn put(&self, path: &Path) {
        std::fs::write(path, &self.store).unwrap();
        let (log, note) = (self.log.clone(), self.note.clone());
        for (suffix, bytes) in [("-wal", log), (".changes", note), ("-shm", None)] {
            let file = private::named_beside(path, suffix);
            let _ = std::fs::remove_file(&file);
            if let Some(bytes) = bytes {
                std::fs::write(&file, bytes).unwrap();
            }
        }
    }
}

#[test]
fn a_log_that_is_gone_or_older_and_an_older_store_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let copy = folder.path().join("copy.db");
    // The first import of all, killed before it was closed.
    let mut writer = Store::open(&path).unwrap();
    put(&mut writer, &order(1));
    let first = Files::of(&path);
    put(&mut writer, &order(2));
    let second = Files::of(&path);
    // The file takes in what stands in the log, and the log begins again.
    writer.db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    put(&mut writer, &order(3));
    let third = Files::of(&path);
    drop(writer);
    let closed = Files::of(&path);
    assert!(closed.log.is_none() && closed.note == third.note);
    for sound in [&first, &second, &third, &closed] {
        sound.put(&copy);
        assert!(Store::open_to_read(&copy).unwrap().is_some());
    }
    let lost = [
        ("the log of an empty store is gone", Files { log: None, ..first.clone() }),
        ("so, and it is empty", Files { log: Some(Vec::new()), ..second.clone() }),
        ("the log is gone", Files { log: None, ..third.clone() }),
        ("the log is older", Files { log: first.log.clone(), ..second.clone() }),
        ("the log is of before", Files { log: second.log.clone(), ..third.clone() }),
        ("so, and nothing is noted", Files { log: first.log.clone(), note: None, ..third.clone() }),
        ("the store is older", Files { note: closed.note.clone(), ..first.clone() }),
    ];
    for (days, (what, files)) in (70..).zip(lost) {
        for open in [
            |path: &Path| Store::open_to_read(path).map(drop),
            |path: &Path| Store::open_existing(path).map(drop),
            |path: &Path| Store::open(path).map(drop),
        ] {
            files.put(&copy);
            assert!(matches!(open(&copy), Err(StoreError::Behind { .. })), "{what}");
        }
        files.put(&copy);
        // Of an empty store nothing is left to keep.
        let is_empty = files.store == first.store;
        let repaired = Store::repair(&copy, day(days));
        let left = repaired.as_ref().map_or(is_empty, |kept| kept.lost.is_none());
        assert!(left, "{what}: {repaired:?}");
    }
    // What says less than is there was written by a run that was killed in between, and a power cut leaves zeros.
    for note in [first.note.clone(), Some(vec![0; 42]), Some(Vec::new()), None] {
        Files { note, ..third.clone() }.put(&copy);
        assert!(Store::open_to_read(&copy).is_ok());
    }
}

#[test]
fn a_backup_put_back_is_whole_and_its_predecessors_log_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (folder.path().join("store.db"), folder.path().join("backup.db"));
    let mut writer = Store::open(&path).unwrap();
    put(&mut writer, &order(1));
    writer.backup(&backup).unwrap();
    put(&mut writer, &order(2));
    let then = Files::of(&path);
    drop(writer);
    let store = std::fs::read(&backup).unwrap();
    Files { store: store.clone(), log: None, ..then.clone() }.put(&path);
    assert_eq!(Store::open_to_read(&path).unwrap().unwrap().info().unwrap().orders, 1);
    put(&mut Store::open(&path).unwrap(), &order(3));
    assert!(Store::open_to_read(&path).is_ok());
    Files { store, ..then }.put(&path);
    assert!(matches!(Store::open_to_read(&path), Err(StoreError::Unusable { .. })));
    // A store that is removed is another when it is made again.
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(private::named_beside(&path, suffix));
    }
    assert!(Store::open_to_read(&path).unwrap().is_none());
    put(&mut Store::open(&path).unwrap(), &order(4));
    assert!(Store::open_to_read(&path).is_ok());
}

#[test]
fn a_repair_of_a_store_with_a_damaged_log_passes_for_whole_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut log) = with_log(folder.path());
    let path = folder.path().join("copy.db");
    log[5_000] ^= 1;
    std::fs::write(&path, store).unwrap();
    std::fs::write(folder.path().join("copy.db-wal"), log).unwrap();
    assert!(read(&path).is_err());
    let repaired = Store::repair(&path, day(70)).unwrap();
    assert_eq!(repaired.lost, None);
    let left = read(&path).unwrap();
    assert_eq!(left.gaps.len(), LISTS.len());
    assert!(left.imports.iter().all(|import| import.incomplete.is_some()));
}

#[cfg(unix)]
#[test]
fn a_store_is_one_by_whatever_link_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("far/store.db"), folder.path().join("link.db"));
    std::fs::create_dir(folder.path().join("far")).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    fill(&link);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    let held = lock(&link, day(0), std::time::Duration::ZERO, &mut |_| ()).unwrap();
    assert!(lock(&path, day(0), std::time::Duration::ZERO, &mut |_| ()).is_err());
    drop(held);
    let right = read(&path).unwrap();
    let (copy, backup) = (folder.path().join("far/copy.db"), folder.path().join("backup.db"));
    std::os::unix::fs::symlink(&copy, &backup).unwrap();
    Store::open_to_read(&link).unwrap().unwrap().backup(&backup).unwrap();
    Store::repair(&link, day(50)).unwrap();
    for (name, file) in [(&link, &path), (&backup, &copy)] {
        assert!(std::fs::symlink_metadata(name).unwrap().is_symlink());
        assert_eq!(read(file).unwrap(), right);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_store_and_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (path, pipe) = (folder.path().join("store.db"), folder.path().join("pipe"));
    fill(&path);
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let store = Store::open_to_read(&path).unwrap().unwrap();
    for refused in
        [store.backup(&pipe), Store::open(&pipe).map(drop), Store::repair(&pipe, day(1)).map(drop)]
    {
        assert!(matches!(refused, Err(StoreError::Foreign { .. })));
    }
    assert!(!std::fs::metadata(&pipe).unwrap().is_file());
}

#[test]
fn a_repair_keeps_what_is_sound_and_says_what_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    fill(&path);
    let right = read(&path).unwrap();
    let damage = |sql: &str| Store::open(&path).unwrap().db.execute_batch(sql).unwrap();
    let repaired = Store::repair(&path, day(50)).unwrap();
    assert_eq!((repaired.orders, repaired.disputes, repaired.lost), (ORDERS, DISPUTES, Some(0)));
    assert_eq!(read(&path).unwrap(), right);
    assert!(repaired.damaged.exists());
    put(&mut Store::open(&path).unwrap(), &order(7));
    damage("UPDATE orders SET paid_at = 7 WHERE id = 8200000000000007");
    damage("UPDATE disputes SET family = 'unknown' WHERE id = '3'");
    assert!(read(&path).is_err());
    let repaired = Store::repair(&path, day(51)).unwrap();
    // Of the order what was packed before is left.
    assert_eq!((repaired.orders, repaired.disputes), (ORDERS, DISPUTES - 1));
    // What was put of the order, the dispute, its entry and its two sightings.
    assert_eq!(repaired.lost, Some(5));
    let left = read(&path).unwrap();
    assert_eq!((&left.orders, &left.one[0]), (&right.orders, &right.one[0]));
    // Of packed orders those of a whole segment are lost: here of the one in the middle.
    let packs = Store::open(&path).unwrap();
    let segments: Vec<i64> = {
        let mut select = packs.db.prepare("SELECT first FROM order_segments").unwrap();
        select.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    drop(packs);
    let middle = segments[segments.len() / 2];
    damage(&format!("UPDATE order_segments SET rest = x'00' WHERE first = {middle}"));
    assert!(read(&path).is_err());
    let repaired = Store::repair(&path, day(52)).unwrap();
    assert_eq!((repaired.orders, repaired.lost), (ORDERS - 3, Some(3)));
    assert_eq!(read(&path).unwrap().orders.len(), 57);
    // Orders of the lost ids find their place again.
    let mut store = Store::open(&path).unwrap();
    let batch = store.batch().unwrap();
    (0..ORDERS).for_each(|n| batch.put_order(&order(n), 0, day(53)).unwrap());
    batch.commit().unwrap();
    assert_eq!(store.info().unwrap().orders, ORDERS);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    // No figure passes for whole: the spans are open, the import is marked.
    assert_eq!(left.gaps.len(), LISTS.len());
    assert!(left.imports.iter().all(|import| import.incomplete.is_some()));
}

#[test]
fn a_store_cut_off_is_repaired_as_far_as_it_goes_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    fill(&path);
    let bytes = std::fs::read(&path).unwrap();
    for part in 1..8 {
        let length = bytes.len() * part / 8;
        std::fs::write(&path, &bytes[..length]).unwrap();
        assert!(read(&path).is_err(), "{length}");
        if Store::repair(&path, day(60)).is_ok_and(|repaired| repaired.lost != Some(0)) {
            let left = read(&path).unwrap();
            assert!(left.gaps.len() + left.imports.len() > 0, "{length}");
        }
    }
}
