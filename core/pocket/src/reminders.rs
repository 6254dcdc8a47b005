//! The reminders of a person: what is set, what rests, quiet hours, and whether they will come.

use steppingstone_core::{
    DeliveryConditions, DeliveryFinding, Detail, Held, HeldBack, Permission, Plan, Planned, Purpose, PurposeDetail,
    QuietHours, Reminder, ReminderId, ReminderSettings, Why, reminder_rhythm,
};

use crate::ask::Reply;
use crate::home::{Done, Home};
use crate::inputs::minute;
use crate::words::{filled, word};

#[derive(Clone)]
enum Choice {
    One(Box<Reminder>),
    Quiet,
    Most,
    Kinds,
    Detail,
    Rest,
    Check,
}

#[derive(Clone)]
enum Deed {
    Rest,
    GoOn,
    Remove,
}

impl Home<'_> {
    pub(crate) fn reminders(&mut self) -> Done {
        loop {
            let reminders = self.room.stone.reminders();
            let all = reminders.all()?;
            let settings = reminders.settings()?;
            let mut choices: Vec<(String, Choice)> =
                all.into_iter().map(|one| (name(&one), Choice::One(Box::new(one)))).collect();
            choices.extend([
                (word("reminders.check"), Choice::Check),
                (filled("reminders.quiet", &[("hours", &hours(settings.quiet))]), Choice::Quiet),
                (filled("reminders.most", &[("n", &settings.daily_cap.to_string())]), Choice::Most),
                (filled("reminders.off", &[("kinds", &kinds(&settings.off))]), Choice::Kinds),
                (word("reminders.detail"), Choice::Detail),
                (filled("reminders.rest_all", &[("date", &date(settings.rest_until.as_deref()))]), Choice::Rest),
            ]);
            match self.room.choose(&word("menu.reminders"), choices) {
                Some(Choice::One(one)) => self.tell_trouble(|home| home.one_reminder(&one)),
                Some(Choice::Check) => self.tell_trouble(Self::check_delivery),
                Some(Choice::Quiet) => self.tell_trouble(|home| home.set_quiet(settings)),
                Some(Choice::Most) => self.tell_trouble(|home| home.set_most(settings)),
                Some(Choice::Kinds) => self.tell_trouble(|home| home.set_kinds(settings)),
                Some(Choice::Detail) => self.tell_trouble(|home| home.set_detail(settings)),
                Some(Choice::Rest) => self.tell_trouble(|home| home.set_rest(settings)),
                None => return Ok(()),
            }
        }
    }

    fn one_reminder(&mut self, one: &Reminder) -> Done {
        let rest = if one.rests_until.is_some() { Deed::GoOn } else { Deed::Rest };
        let label = word(if one.rests_until.is_some() { "reminders.go_on" } else { "reminders.rest" });
        let deeds = vec![(label, rest), (word("reminders.remove"), Deed::Remove)];
        let reminders = self.room.stone.reminders();
        match self.room.choose(&name(one), deeds) {
            Some(Deed::Rest) => {
                let Reply::Got(date) = self.room.ask.line(&word("when.date"), "2026-12-24", "") else { return Ok(()) };
                reminders.rest(one.id.clone(), Some(date.trim().to_owned())).map(drop)
            }
            Some(Deed::GoOn) => reminders.rest(one.id.clone(), None).map(drop),
            Some(Deed::Remove) => reminders.remove(one.id.clone()).map(drop),
            None => Ok(()),
        }
    }

    fn check_delivery(&mut self) -> Done {
        let now = self.room.clock.now();
        let found = self.room.stone.reminders().check(of_a_terminal(), now, self.zones.clone())?;
        self.room.ask.say_all(&check_lines(&found));
        Ok(())
    }

    fn set_quiet(&mut self, mut settings: ReminderSettings) -> Done {
        let mut ask = |key: &str, example: &str| match self.room.ask.line(&word(key), example, "") {
            Reply::Got(text) => Some(text),
            Reply::Aside | Reply::Gone => None,
        };
        let Some(from) = ask("reminders.quiet_from", "22:00") else { return Ok(()) };
        settings.quiet = None;
        if !from.trim().is_empty() {
            let Some(to) = ask("reminders.quiet_to", "07:00") else { return Ok(()) };
            // A time that is none is refused like any other that is out of range.
            let quiet = |time: &str| minute(time).unwrap_or(u16::MAX);
            settings.quiet = Some(QuietHours { from: quiet(&from), to: quiet(&to) });
        }
        self.save(settings)
    }

    fn set_most(&mut self, mut settings: ReminderSettings) -> Done {
        let Reply::Got(text) = self.room.ask.line(&word("reminders.most_ask"), "5", "") else { return Ok(()) };
        settings.daily_cap = text.trim().parse().unwrap_or(0);
        self.save(settings)
    }

    fn set_kinds(&mut self, mut settings: ReminderSettings) -> Done {
        let names = Purpose::ALL.map(purpose_name);
        let Reply::Got(places) = self.room.ask.pick_some(&word("reminders.off_ask"), &names) else { return Ok(()) };
        settings.off = places.into_iter().map(|place| Purpose::ALL[place]).collect();
        self.save(settings)
    }

    fn set_detail(&mut self, mut settings: ReminderSettings) -> Done {
        let kinds = Purpose::ALL.map(|purpose| (purpose_name(purpose), purpose)).to_vec();
        let Some(purpose) = self.room.choose(&word("reminders.detail"), kinds) else { return Ok(()) };
        let details = [Detail::Neutral, Detail::Purpose, Detail::Words];
        let details = details.map(|detail| (word(detail_key(detail)), detail)).to_vec();
        let Some(detail) = self.room.choose(&purpose_name(purpose), details) else { return Ok(()) };
        settings.details.retain(|one| one.purpose != purpose);
        settings.details.push(PurposeDetail { purpose, detail });
        self.save(settings)
    }

    fn set_rest(&mut self, mut settings: ReminderSettings) -> Done {
        let Reply::Got(text) = self.room.ask.line(&word("reminders.rest_ask"), "2026-12-24", "") else { return Ok(()) };
        settings.rest_until = Some(text.trim().to_owned()).filter(|date| !date.is_empty());
        self.save(settings)
    }

    fn save(&mut self, settings: ReminderSettings) -> Done {
        self.room.stone.reminders().set_settings(settings).map(drop)
    }
}

/// A terminal has no permissions, channels or batteries that hold a reminder back.
pub fn of_a_terminal() -> DeliveryConditions {
    DeliveryConditions {
        permission: Permission::Granted,
        channels_off: Vec::new(),
        battery_restricted: false,
        do_not_disturb: false,
        was_force_stopped: false,
    }
}

/// The delivery check in lines.
pub fn check_lines(found: &[DeliveryFinding]) -> Vec<String> {
    if found.is_empty() {
        return vec![word("delivery.all_well")];
    }
    found.iter().map(|one| format!("{} ({})", one.sentence, one.mend_label)).collect()
}

/// What would come, when, and why; and what would not.
pub fn plan_lines(plan: &Plan, all: &[Reminder]) -> Vec<String> {
    let mut lines: Vec<String> = plan.planned.iter().map(planned_line).collect();
    if lines.is_empty() {
        lines.push(word("delivery.nothing_planned"));
    }
    lines.extend(plan.held.iter().map(|held| held_line(held, all)));
    lines
}

fn planned_line(one: &Planned) -> String {
    let (hour, minute) = (one.at.minute / 60, one.at.minute % 60);
    let also = if one.keys.len() > 1 { format!(" (+{})", one.keys.len() - 1) } else { String::new() };
    let why = word(match one.why {
        Why::Asked => "reminder.why.asked",
        Why::ClockSkipped => "reminder.why.clock_skipped",
        Why::QuietHours => "reminder.why.quiet_hours",
        Why::PutOff => "reminder.why.put_off",
    });
    format!("{} {hour:02}:{minute:02}  {}{also} · {why}", one.at.date, purpose_name(one.purpose))
}

fn held_line(held: &Held, all: &[Reminder]) -> String {
    let why = word(match held.why {
        HeldBack::ZoneUnknown => "reminder.held.zone_unknown",
        HeldBack::PurposeOff => "reminder.held.purpose_off",
        HeldBack::Resting => "reminder.held.resting",
        HeldBack::QuietHours => "reminder.held.quiet_hours",
        HeldBack::DailyCap => "reminder.held.daily_cap",
    });
    let date = held.key.as_deref().and_then(|key| key.rsplit_once('/')).map(|(_, date)| format!("{date}  "));
    format!("– {}{}: {why}", date.unwrap_or_default(), named(&held.reminder, all))
}

fn named(id: &ReminderId, all: &[Reminder]) -> String {
    all.iter().find(|one| one.id == *id).map(|one| purpose_name(one.purpose)).unwrap_or_default()
}

fn name(one: &Reminder) -> String {
    let rests = one.rests_until.as_ref().map(|date| format!(" · {}", filled("reminders.rests", &[("date", date)])));
    format!("{}, {}{}", purpose_name(one.purpose), reminder_rhythm(one.clone()), rests.unwrap_or_default())
}

fn purpose_name(purpose: Purpose) -> String {
    word(&format!("reminder.purpose.{}", purpose.id()))
}

fn detail_key(detail: Detail) -> &'static str {
    match detail {
        Detail::Neutral => "reminders.detail_neutral",
        Detail::Purpose => "reminders.detail_purpose",
        Detail::Words => "reminders.detail_words",
    }
}

fn hours(quiet: Option<QuietHours>) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    quiet.map_or_else(|| word("reminders.none"), |quiet| format!("{}–{}", clock(quiet.from), clock(quiet.to)))
}

fn kinds(off: &[Purpose]) -> String {
    let names: Vec<String> = off.iter().map(|purpose| purpose_name(*purpose)).collect();
    if names.is_empty() { word("reminders.none") } else { names.join(", ") }
}

fn date(date: Option<&str>) -> String {
    date.map_or_else(|| word("reminders.none"), ToOwned::to_owned)
}
