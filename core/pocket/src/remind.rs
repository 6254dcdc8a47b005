//! `pocket remind`: waits for the next reminder and shows it. A third executor of the core's plan,
//! beside the two phones.

use std::sync::Arc;
use std::time::Duration;

use steppingstone_core::{HandledAs, Planned, Steppingstone, SteppingstoneError};

use crate::clock::{BundledZones, Clock};

/// The machine may sleep and its clock may be set, so the plan is asked again at least this often.
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// Waits for the next reminder, notes it as shown and returns it; none if nothing is planned.
///
/// # Errors
/// What the journal says.
pub async fn next(stone: &Steppingstone, clock: &dyn Clock) -> Result<Option<Planned>, SteppingstoneError> {
    let zones = BundledZones::new();
    let mut awaited: Option<Planned> = None;
    loop {
        let now = clock.now();
        if let Some(one) = awaited.take().filter(|one| one.fire_utc_ms <= now.utc_ms) {
            stone.reminders().handle(one.keys.clone(), HandledAs::Shown, now)?;
            return Ok(Some(one));
        }
        let plan = stone.reminders().plan(now.clone(), Arc::clone(&zones) as _)?;
        let Some(first) = plan.planned.into_iter().next() else { return Ok(None) };
        let ahead = u64::try_from(first.fire_utc_ms - now.utc_ms).unwrap_or(0);
        awaited = Some(first);
        tokio::time::sleep(Duration::from_millis(ahead).min(LOOK_AGAIN)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use steppingstone_core::{CivilMinute, Config, NewReminder, Now, Purpose, Repeat, Rule, When, ZonePolicy};

    /// Time as tokio's paused clock tells it: it jumps ahead whenever everybody sleeps.
    struct Paused {
        start: tokio::time::Instant,
        utc_ms: i64,
    }

    impl Clock for Paused {
        fn now(&self) -> Now {
            let passed = i64::try_from(self.start.elapsed().as_millis()).unwrap();
            Now { utc_ms: self.utc_ms + passed, offset_seconds: 0, zone: "UTC".into() }
        }
    }

    fn tomorrow_at_nine() -> NewReminder {
        let first = CivilMinute { date: "2026-11-24".into(), minute: 540 };
        NewReminder {
            purpose: Purpose::Routine,
            rule: Rule::Wall { when: When { first, repeat: Repeat::Once } },
            policy: ZonePolicy::Floating,
            ends: None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_next_reminder_comes_at_its_minute_and_only_once() {
        let place = tempfile::tempdir().unwrap();
        let stone =
            Steppingstone::open(Config { directory: place.path().display().to_string(), seed: Some(1) }).unwrap();
        let clock = Paused { start: tokio::time::Instant::now(), utc_ms: 1_795_435_200_000 };
        stone.reminders().add(tomorrow_at_nine(), clock.now()).unwrap();
        let shown = next(&stone, &clock).await.unwrap().expect("one is planned");
        assert!(clock.now().utc_ms >= shown.fire_utc_ms && clock.now().utc_ms < shown.fire_utc_ms + 1000);
        assert_eq!(shown.at, CivilMinute { date: "2026-11-24".into(), minute: 540 });
        assert_eq!(next(&stone, &clock).await.unwrap(), None);
    }
}
