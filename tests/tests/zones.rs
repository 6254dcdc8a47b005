//! Local times against an independent library: every zone it knows, ten years, every quarter of an
//! hour. Ours sees nothing but `offset_seconds`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use steppingstone_core::{Resolved, ZoneTable};
use steppingstone_pocket::clock::BundledZones;

/// 2024-01-01 and 2034-01-01 as UTC seconds.
const FROM: i64 = 1_704_067_200;
const TO: i64 = 2_019_686_400;
const MARGIN: i64 = 2 * 86_400;

/// A wall time as each library writes it; made once, so that only the resolving is compared.
struct Wall {
    second: i64,
    ours: NaiveDateTime,
    theirs: civil::DateTime,
}

fn walls() -> Vec<Wall> {
    let wall = |second| Wall {
        second,
        ours: DateTime::from_timestamp(second, 0).unwrap().naive_utc(),
        theirs: TimeZone::UTC.to_datetime(jiff::Timestamp::from_second(second).unwrap()),
    };
    (FROM..TO).step_by(900).map(wall).collect()
}

/// What the other library says of a wall time, as ours would say it.
fn peer(zone: &TimeZone, wall: &Wall) -> Resolved {
    let wall_second = wall.second;
    match zone.to_ambiguous_timestamp(wall.theirs).offset() {
        AmbiguousOffset::Unambiguous { offset } => Resolved::At(wall_second - i64::from(offset.seconds())),
        AmbiguousOffset::Fold { before, .. } => Resolved::At(wall_second - i64::from(before.seconds())),
        AmbiguousOffset::Gap { before, after } => {
            // The change itself: the next one after the moment the old clock would have shown this, or that moment.
            let gap_seconds = i64::from(after.seconds() - before.seconds());
            let early = wall_second - i64::from(after.seconds());
            let change = zone.following(jiff::Timestamp::from_second(early - 1).unwrap()).next().unwrap();
            Resolved::AfterGap { utc_seconds: change.timestamp().as_second(), gap_seconds }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a comparison of two libraries in one run, not a clock of the product")]
fn timed<T>(total: &mut Duration, run: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let done = run();
    *total += start.elapsed();
    done
}

#[test]
fn every_zone_agrees_with_an_independent_library() {
    let database = TimeZoneDatabase::bundled();
    let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
    assert!(names.len() > 400, "{}", names.len());
    let rules = BundledZones::new();
    let walls = walls();
    let (mut ours_time, mut peer_time) = (Duration::ZERO, Duration::ZERO);
    let (mut compared, mut gaps) = (0_u64, 0_u64);
    for name in names {
        let zone = database.get(&name).unwrap();
        let asked = BTreeSet::from([name.clone()]);
        let table = timed(&mut ours_time, || ZoneTable::ask(rules.as_ref(), &asked, FROM - MARGIN, TO + MARGIN));
        let ours: Vec<Resolved> =
            timed(&mut ours_time, || walls.iter().map(|wall| table.resolve(&name, wall.ours).unwrap()).collect());
        let peers: Vec<Resolved> = timed(&mut peer_time, || walls.iter().map(|wall| peer(&zone, wall)).collect());
        for ((wall, own), other) in walls.iter().zip(&ours).zip(&peers) {
            assert_eq!(own, other, "{name} at wall second {}", wall.second);
        }
        compared += ours.len() as u64;
        gaps += ours.iter().filter(|one| matches!(one, Resolved::AfterGap { .. })).count() as u64;
    }
    assert_eq!(compared % walls.len() as u64, 0);
    assert!(gaps > 1000, "{gaps} gaps are too few to prove anything");
    let ratio = ours_time.as_secs_f64() / peer_time.as_secs_f64();
    println!("{compared} local times, {gaps} in gaps, {ratio:.2} times the other library's time");
    assert!(ratio <= 1.5, "ours took {ratio:.2} times as long");
}
