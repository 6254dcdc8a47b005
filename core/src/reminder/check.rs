//! The delivery check: why a reminder would not come, each with a sentence and something to do.

use super::{DeliveryLine, Held, HeldBack, Plan, Purpose, Why, place::EXPIRES_AFTER_SECONDS};
use crate::content::pack;
use crate::id::ReminderId;
use crate::time::Moment;

/// What the phone says about itself. A host without one of these leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliveryConditions {
    /// Whether the app may show notifications.
    pub permission: Permission,
    /// Purposes whose channel is switched off in the system's settings.
    pub channels_off: Vec<Purpose>,
    /// Whether the system holds the app back to save its battery.
    pub battery_restricted: bool,
    /// Whether a focus or "do not disturb" is on now.
    pub do_not_disturb: bool,
    /// Whether the app was stopped by force since it last ran, which cancels what it had planned.
    pub was_force_stopped: bool,
}

/// Whether the app may show notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Permission {
    /// It may.
    Granted,
    /// It was refused.
    Denied,
    /// Nobody has been asked yet.
    NotAsked,
}

/// What to do about a finding. The shells know how to get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Mend {
    /// Ask for the permission.
    AskPermission,
    /// Open the system's notification settings of this app.
    NotificationSettings,
    /// Open the system's settings of one channel.
    ChannelSettings,
    /// Open the system's battery settings of this app.
    BatterySettings,
    /// Open the system's focus settings.
    FocusSettings,
    /// Plan again; nothing else is needed.
    PlanAgain,
    /// Open the reminder settings of this app.
    ReminderSettings,
    /// Open the reminders, to change or remove them.
    Reminders,
}

/// Something that stands between a person and their reminders.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliveryFinding {
    /// Its id, for instance `permission_denied`.
    pub id: String,
    /// What it is, in one sentence.
    pub sentence: String,
    /// What can be done.
    pub mend: Mend,
    /// What the button says.
    pub mend_label: String,
    /// The reminders it concerns; empty: all of them.
    pub reminders: Vec<ReminderId>,
}

/// Later than this, and the phone holds reminders back: the widest window the shells ask for is ten minutes.
const LATE_MS: i64 = 20 * 60_000;
/// How far back the log is asked.
const LOOKS_BACK_MS: i64 = 7 * 86_400_000;

/// Everything that would keep a reminder from coming, the gravest first; empty if nothing does.
pub(crate) fn check(
    conditions: &DeliveryConditions,
    plan: &Plan,
    log: &[DeliveryLine],
    now: &Moment,
) -> Vec<DeliveryFinding> {
    let mut found = of_the_phone(conditions);
    found.extend(of_the_plan(plan));
    found.extend(of_the_log(log, now));
    found
}

fn finding(id: &str, mend: Mend, reminders: Vec<ReminderId>) -> DeliveryFinding {
    let mend_id = match mend {
        Mend::AskPermission => "ask_permission",
        Mend::NotificationSettings => "notification_settings",
        Mend::ChannelSettings => "channel_settings",
        Mend::BatterySettings => "battery_settings",
        Mend::FocusSettings => "focus_settings",
        Mend::PlanAgain => "plan_again",
        Mend::ReminderSettings => "reminder_settings",
        Mend::Reminders => "reminders",
    };
    DeliveryFinding {
        id: id.to_owned(),
        sentence: pack().chrome(&format!("delivery.{id}")),
        mend,
        mend_label: pack().chrome(&format!("delivery.mend.{mend_id}")),
        reminders,
    }
}

fn of_the_phone(conditions: &DeliveryConditions) -> Vec<DeliveryFinding> {
    let permission = match conditions.permission {
        Permission::Granted => None,
        Permission::Denied => Some(("permission_denied", Mend::NotificationSettings)),
        Permission::NotAsked => Some(("permission_not_asked", Mend::AskPermission)),
    };
    let others = [
        (!conditions.channels_off.is_empty(), "channel_off", Mend::ChannelSettings),
        (conditions.was_force_stopped, "force_stopped", Mend::PlanAgain),
        (conditions.battery_restricted, "battery", Mend::BatterySettings),
        (conditions.do_not_disturb, "do_not_disturb", Mend::FocusSettings),
    ];
    let others = others.into_iter().filter_map(|(is_so, id, mend)| is_so.then_some((id, mend)));
    permission.into_iter().chain(others).map(|(id, mend)| finding(id, mend, Vec::new())).collect()
}

fn of_the_plan(plan: &Plan) -> Vec<DeliveryFinding> {
    let reasons = [
        (HeldBack::ZoneUnknown, "zone_unknown", Mend::Reminders),
        (HeldBack::PurposeOff, "purpose_off", Mend::ReminderSettings),
        (HeldBack::Resting, "resting", Mend::Reminders),
        (HeldBack::QuietHours, "quiet_all_day", Mend::ReminderSettings),
        (HeldBack::DailyCap, "daily_cap", Mend::ReminderSettings),
    ];
    let held = reasons.into_iter().filter_map(|(why, id, mend)| {
        let reminders = distinct(plan.held.iter().filter(|one| one.why == why).map(|Held { reminder, .. }| reminder));
        (!reminders.is_empty()).then(|| finding(id, mend, reminders))
    });
    let moved = distinct(plan.planned.iter().filter(|one| one.why == Why::QuietHours).map(|one| &one.reminder));
    let moved = (!moved.is_empty()).then(|| finding("quiet_hours", Mend::ReminderSettings, moved));
    let nothing = plan.planned.is_empty() && plan.held.is_empty();
    let nothing = nothing.then(|| finding("nothing_planned", Mend::Reminders, Vec::new()));
    held.chain(moved).chain(nothing).collect()
}

fn of_the_log(log: &[DeliveryLine], now: &Moment) -> Vec<DeliveryFinding> {
    let recent = || log.iter().filter(|line| line.fire_utc_ms > now.utc_ms - LOOKS_BACK_MS);
    let is_lost = |line: &&DeliveryLine| {
        let is_over = line.fire_utc_ms + EXPIRES_AFTER_SECONDS * 1000 <= now.utc_ms;
        is_over && line.shown_utc_ms.is_none() && line.handled.is_none()
    };
    let found = |is_so: bool, id, mend| is_so.then(|| finding(id, mend, Vec::new()));
    let lost = found(recent().any(|line| is_lost(&line)), "expired", Mend::PlanAgain);
    let late =
        found(recent().any(|line| line.late_ms.is_some_and(|late| late > LATE_MS)), "late", Mend::BatterySettings);
    lost.into_iter().chain(late).collect()
}

fn distinct<'a>(ids: impl Iterator<Item = &'a ReminderId>) -> Vec<ReminderId> {
    let mut distinct: Vec<ReminderId> = Vec::new();
    for id in ids {
        if !distinct.contains(id) {
            distinct.push(id.clone());
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Moment { utc_ms: 1_795_435_200_000, offset_seconds: 0, zone: "UTC".into() }
    }

    fn well() -> DeliveryConditions {
        DeliveryConditions {
            permission: Permission::Granted,
            channels_off: vec![],
            battery_restricted: false,
            do_not_disturb: false,
            was_force_stopped: false,
        }
    }

    fn line(fire: i64, late_ms: Option<i64>) -> DeliveryLine {
        DeliveryLine {
            key: "r/2026-11-20".into(),
            purpose: Purpose::Routine,
            fire_utc_ms: fire,
            armed_utc_ms: fire - 1000,
            shown_utc_ms: late_ms.map(|late| fire + late),
            late_ms,
            handled: None,
            handled_utc_ms: None,
        }
    }

    fn ids(found: &[DeliveryFinding]) -> Vec<&str> {
        found.iter().map(|one| one.id.as_str()).collect()
    }

    #[test]
    fn each_condition_is_told_with_a_way_to_mend_it() {
        let bad = DeliveryConditions {
            permission: Permission::Denied,
            channels_off: vec![Purpose::Challenge],
            battery_restricted: true,
            do_not_disturb: true,
            was_force_stopped: true,
        };
        let held = |why| Held { reminder: ReminderId("r".into()), key: None, why };
        let all = [
            HeldBack::ZoneUnknown,
            HeldBack::PurposeOff,
            HeldBack::Resting,
            HeldBack::QuietHours,
            HeldBack::DailyCap,
            HeldBack::DailyCap,
        ];
        let plan = Plan { held: all.map(held).to_vec(), ..Plan::default() };
        let found = check(&bad, &plan, &[], &now());
        let expected = [
            "permission_denied",
            "channel_off",
            "force_stopped",
            "battery",
            "do_not_disturb",
            "zone_unknown",
            "purpose_off",
            "resting",
            "quiet_all_day",
            "daily_cap",
        ];
        assert_eq!(ids(&found), expected);
        assert!(found.iter().all(|one| !one.sentence.is_empty() && !one.mend_label.is_empty()));
        assert_eq!(found[9].reminders.len(), 1);
    }

    #[test]
    fn what_got_lost_or_came_late_is_told_for_a_week() {
        let day = 86_400_000;
        let plan = Plan::default();
        let told = |lines: &[DeliveryLine]| {
            let found = check(&well(), &plan, lines, &now());
            ids(&found).join(" ")
        };
        assert_eq!(told(&[]), "nothing_planned");
        assert_eq!(told(&[line(now().utc_ms - day, None)]), "nothing_planned expired");
        assert_eq!(told(&[line(now().utc_ms - day, Some(LATE_MS + 1))]), "nothing_planned late");
        assert_eq!(
            told(&[line(now().utc_ms - day, Some(1000)), line(now().utc_ms - 8 * day, None)]),
            "nothing_planned"
        );
    }
}
