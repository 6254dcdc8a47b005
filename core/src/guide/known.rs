//! What is known in a guide: the answers that stand, and what safety noticed in them.

use std::collections::BTreeMap;

use super::{Answer, Label, Share, SortedLine, Trail, Verdict, Who};
use crate::id::PersonId;
use crate::record::RiskMark;
use crate::safety::{Alarm, Concern, Finding, alarms};
use crate::text::Words;
use crate::time::When;

/// The prompts of one guide by name. A name is what is stored with an answer: it is never reused
/// for something else.
pub(crate) trait Prompts: Copy + Eq + 'static {
    /// Every prompt in the order in which it may come.
    const ALL: &'static [Self];
    /// Its stable name, which is also its key in the pack.
    fn name(self) -> &'static str;

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ask| ask.name() == name)
    }
}

/// Declares the prompts of a guide in the order in which they may come.
macro_rules! asks {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        $vis enum $name { $($variant),+ }

        impl $crate::guide::Prompts for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}
pub(crate) use asks;

/// The prefix of safety cards; the rest is the prompt at which something was noticed.
const CARD: &str = "safety.";

/// The prompt at which a safety card's words were written.
pub(crate) fn card_about(prompt: &str) -> Option<&str> {
    prompt.strip_prefix(CARD)
}

pub(crate) fn card_for(prompt: &str) -> String {
    format!("{CARD}{prompt}")
}

/// The answers that stand in a guide. Everything a person wrote has been read by safety first.
pub(crate) struct Known<'a> {
    trail: &'a Trail,
    /// The answers given when the record was made, where it is being changed: they stand until
    /// they are replaced.
    base: Option<&'a Trail>,
    /// What was noticed, by the prompt it was written at, in the order of writing.
    noticed: Vec<(String, Noticed)>,
    /// Ids of people who were named for the first time here.
    pub(crate) newcomers: BTreeMap<String, PersonId>,
}

impl<'a> Known<'a> {
    pub(crate) fn fold(trail: &'a Trail, base: Option<&'a Trail>) -> Self {
        let standing = base
            .into_iter()
            .flat_map(Trail::answered)
            .filter(|(id, _)| trail.answer(id).is_none())
            .chain(trail.answered());
        let standing: Vec<(&str, &Answer)> = standing.filter(|(_, answer)| words_in(answer).is_some()).collect();
        let dismissed = Dismissed::of(base.into_iter().flat_map(Trail::given).chain(trail.given()));
        let noticed = standing
            .into_iter()
            .map(|(id, answer)| (id.to_owned(), dismissed.notice(id, answer)))
            .filter(|(_, noticed)| !noticed.is_nothing())
            .collect();
        let newcomer = |(id, answer): (&str, &Answer)| match answer {
            Answer::Person { who: Who::New { .. } } => Some((id.to_owned(), PersonId(format!("new.{id}")))),
            _ => None,
        };
        Self { trail, base, noticed, newcomers: trail.answered().filter_map(newcomer).collect() }
    }

    // Answers.

    pub(crate) fn has_passed(&self, ask: impl Prompts) -> bool {
        self.trail.has_passed(ask.name())
    }

    pub(crate) fn has_answered(&self, ask: impl Prompts) -> bool {
        self.answer(ask).is_some()
    }

    pub(crate) fn skipped(&self, ask: impl Prompts) -> bool {
        self.trail.skipped(ask.name())
    }

    pub(crate) fn answer(&self, ask: impl Prompts) -> Option<&Answer> {
        self.at(ask.name())
    }

    fn at(&self, prompt: &str) -> Option<&Answer> {
        self.trail.answer(prompt).or_else(|| self.base.and_then(|base| base.answer(prompt)))
    }

    /// The answers given when the record was made, to start from.
    pub(crate) fn before(&self, prompt: &str) -> Option<&Answer> {
        self.base.and_then(|base| base.answer(prompt))
    }

    /// The one id chosen at a choice or a card.
    pub(crate) fn chosen(&self, ask: impl Prompts) -> Option<&str> {
        chosen_in(self.answer(ask)?)
    }

    /// All ids chosen.
    pub(crate) fn all_chosen(&self, ask: impl Prompts) -> Vec<String> {
        match self.answer(ask) {
            Some(Answer::Chosen { ids, .. }) => ids.clone(),
            _ => Vec::new(),
        }
    }

    /// Own words, wherever they were written: a text, a note, something else.
    pub(crate) fn words(&self, ask: impl Prompts) -> Option<&Words> {
        match self.answer(ask)? {
            Answer::Text { words, .. } | Answer::Composed { words, .. } => Some(words),
            Answer::Chosen { note, .. } => note.as_ref(),
            Answer::Judged { other, .. } => other.as_ref(),
            _ => None,
        }
    }

    /// 0 to 100.
    pub(crate) fn rating(&self, ask: impl Prompts) -> Option<u8> {
        match self.answer(ask)? {
            Answer::Rating { value } => Some(*value),
            Answer::Composed { rating, .. } | Answer::Text { rating, .. } => *rating,
            _ => None,
        }
    }

    pub(crate) fn labels(&self, ask: impl Prompts) -> Vec<Label> {
        match self.answer(ask) {
            Some(Answer::Labels { labels }) => labels.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn lines(&self, ask: impl Prompts) -> Vec<SortedLine> {
        match self.answer(ask) {
            Some(Answer::Sorted { lines }) => lines.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn shares(&self, ask: impl Prompts) -> Vec<Share> {
        match self.answer(ask) {
            Some(Answer::Shares { shares }) => shares.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn verdicts(&self, ask: impl Prompts) -> Vec<Verdict> {
        match self.answer(ask) {
            Some(Answer::Judged { verdicts, .. }) => verdicts.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn when(&self, ask: impl Prompts) -> Option<When> {
        match self.answer(ask)? {
            Answer::When { when } => Some(when.clone()),
            _ => None,
        }
    }

    /// Somebody of the circle; somebody new has a passing id until the guide ends.
    pub(crate) fn person(&self, ask: impl Prompts) -> Option<PersonId> {
        match self.answer(ask)? {
            Answer::Person { who: Who::Known { id } } => Some(id.clone()),
            Answer::Person { who: Who::New { .. } } => self.newcomers.get(ask.name()).cloned(),
            _ => None,
        }
    }

    /// People named here for the first time, by the prompt at which they were named.
    pub(crate) fn new_people(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.trail.answered().filter_map(|(id, answer)| match answer {
            Answer::Person { who: Who::New { alias } } => Some((id, alias)),
            _ => None,
        })
    }

    // Safety.

    /// What was noticed at a prompt and not taken back, the gravest first; then what was.
    pub(crate) fn finding(&self, prompt: &str) -> Option<&Finding> {
        let (_, noticed) = self.noticed.iter().find(|(id, _)| id == prompt)?;
        noticed.standing.first().or(noticed.dismissed.first()).map(|alarm| &alarm.finding)
    }

    /// Everything that stands, with where it was written.
    fn standing(&self) -> impl Iterator<Item = (&str, &Finding)> {
        let alarms = self.noticed.iter().flat_map(|(id, noticed)| noticed.standing.iter().map(move |one| (id, one)));
        alarms.map(|(id, alarm)| (id.as_str(), &alarm.finding))
    }

    /// The same, of what was written here and not in the record that is being changed.
    fn standing_here(&self) -> impl Iterator<Item = (&str, &Finding)> {
        self.standing().filter(|(prompt, _)| self.trail.answer(prompt).is_some())
    }

    /// Whether somebody else seems to be a danger to the person.
    pub(crate) fn is_in_danger(&self) -> bool {
        self.standing().any(|(_, finding)| finding.tells_of_danger())
    }

    /// A text written here whose card has not been answered yet. Danger has no card where the guide
    /// has ways of its own for it. "Not what I meant" is said of one reason: another one asks again.
    pub(crate) fn open_card(&self, meets_danger: bool) -> Option<&str> {
        let carded = |finding: &Finding| !(meets_danger && finding.concern() == Concern::Danger);
        let answered =
            |prompt: &str| self.trail.has_passed(&card_for(prompt)) && self.card_choice(prompt) != Some(NOT_MEANT);
        let mut open = self.standing_here().filter(|(prompt, finding)| carded(finding) && !answered(prompt));
        open.next().map(|(prompt, _)| prompt)
    }

    fn card_choice(&self, prompt: &str) -> Option<&str> {
        self.trail.answer(&card_for(prompt)).and_then(chosen_in)
    }

    /// Whether something was noticed in what was written here, and not taken back, after which
    /// nothing more is asked.
    pub(crate) fn is_at_risk(&self) -> bool {
        self.standing_here().any(|(_, finding)| finding.stops())
    }

    /// Whether the person's own life seems to be at risk now.
    pub(crate) fn is_in_acute_risk(&self) -> bool {
        self.standing_here().any(|(_, finding)| finding.tier == 1)
    }

    /// What help is for, by the gravest of what stands here.
    pub(crate) fn concern(&self) -> Option<Concern> {
        self.standing_here().min_by_key(|(_, finding)| finding.tier).map(|(_, finding)| finding.concern())
    }

    /// Whether help was asked for on a safety card.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.noticed.iter().any(|(prompt, _)| self.card_choice(prompt) == Some("help"))
    }

    /// What was noticed, as it is kept with the record, over the marks that it had: one mark for each
    /// rule at each prompt.
    pub(crate) fn marks(&self, old: &[RiskMark]) -> Vec<RiskMark> {
        let standing = |mark: &&RiskMark| self.at(&mark.prompt).is_none();
        let mut marks: Vec<RiskMark> = old.iter().filter(standing).cloned().collect();
        for (prompt, noticed) in &self.noticed {
            let both = noticed.standing.iter().map(|one| (one, false));
            for (alarm, dismissed) in both.chain(noticed.dismissed.iter().map(|one| (one, true))) {
                let Finding { tier, pattern, .. } = alarm.finding;
                let same = |mark: &RiskMark| mark.prompt == *prompt && mark.pattern == pattern;
                if alarm.finding.concern() != Concern::Danger && !marks.iter().any(same) {
                    marks.push(RiskMark { prompt: prompt.clone(), tier, pattern: pattern.into(), dismissed });
                }
            }
        }
        marks.sort_by(|a, b| (&a.prompt, a.tier, &a.pattern).cmp(&(&b.prompt, b.tier, &b.pattern)));
        marks
    }
}

/// The way out of a safety card that says it was a false alarm.
const NOT_MEANT: &str = "not_meant";

/// What was noticed in one answer.
struct Noticed {
    /// The gravest first.
    standing: Vec<Alarm>,
    /// What the person took back.
    dismissed: Vec<Alarm>,
}

impl Noticed {
    fn is_nothing(&self) -> bool {
        self.standing.is_empty() && self.dismissed.is_empty()
    }
}

/// What the person said "not what I meant" about, with the prompt at which it stood.
struct Dismissed(Vec<(String, Alarm)>);

impl Dismissed {
    /// From everything that was ever answered, in order. Each time it silences what the card showed:
    /// the gravest rule that was not silent yet.
    fn of<'a>(given: impl Iterator<Item = (&'a str, &'a Answer)>) -> Self {
        let mut dismissed = Self(Vec::new());
        let mut said: BTreeMap<&str, &Answer> = BTreeMap::new();
        for (id, answer) in given {
            match card_about(id) {
                None => drop(said.insert(id, answer)),
                Some(prompt) if chosen_in(answer) == Some(NOT_MEANT) => {
                    let Some(noticed) = said.get(prompt).map(|answer| dismissed.notice(prompt, answer)) else {
                        continue;
                    };
                    let Some(shown) = noticed.standing.first().map(|alarm| alarm.finding.pattern) else { continue };
                    let same = noticed.standing.into_iter().filter(|alarm| alarm.finding.pattern == shown);
                    dismissed.0.extend(same.map(|alarm| (prompt.to_owned(), alarm)));
                }
                Some(_) => {}
            }
        }
        dismissed
    }

    fn notice(&self, prompt: &str, answer: &Answer) -> Noticed {
        let alarms = words_in(answer).map(|text| alarms(&text)).unwrap_or_default();
        let (dismissed, standing) = alarms.into_iter().partition(|alarm| self.silences(prompt, answer, alarm));
        Noticed { standing, dismissed }
    }

    /// At the prompt where it was said it holds for the same words. Sorted lines and drafts, which
    /// the app made of them, may quote them.
    fn silences(&self, prompt: &str, answer: &Answer, alarm: &Alarm) -> bool {
        let quotes = matches!(answer, Answer::Sorted { .. } | Answer::Composed { .. });
        self.0.iter().any(|(at, other)| {
            (at == prompt && alarm.is_silenced_by(other)) || (quotes && at != prompt && alarm.is_quoted_from(other))
        })
    }
}

fn chosen_in(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Chosen { ids, .. } => ids.first().map(String::as_str),
        Answer::Seen { choice } => choice.as_deref(),
        _ => None,
    }
}

/// Everything written in an answer, for the scan.
fn words_in(answer: &Answer) -> Option<String> {
    let texts: Vec<&str> = match answer {
        Answer::Text { words, .. } | Answer::Composed { words, .. } => vec![&words.text],
        Answer::Chosen { note, .. } => note.iter().map(|note| note.text.as_str()).collect(),
        Answer::Judged { other, .. } => other.iter().map(|other| other.text.as_str()).collect(),
        Answer::Sorted { lines } => lines.iter().map(|line| line.text.text.as_str()).collect(),
        Answer::Person { who: Who::New { alias } } => vec![&alias.text],
        _ => Vec::new(),
    };
    (!texts.is_empty()).then(|| texts.join("\n"))
}
