//! Evidence for and against a core belief, tied to a dated note of one's own; counter-examples are
//! what a data log collects (Padesky, 1994).

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::core_belief::{Belief, CoreBelief};
use crate::content::{PromptWords, fill};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, choice, choice_of, line, long_text,
};
use crate::id::RecordId;
use crate::record::{Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Side = "side",
        Note = "note",
        Happened = "happened",
        Says = "says",
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Evidence {
    /// `for` the old belief or `against` it.
    pub(crate) side: Option<String>,
    /// The note it rests on. Its words are not copied: deleted there, they are gone.
    pub(crate) note: Option<RecordId>,
    /// The local date of that note, `YYYY-MM-DD`.
    pub(crate) date: Option<String>,
    /// What happened, where there is no note of it.
    pub(crate) happened: Option<Words>,
    /// What it says.
    pub(crate) says: Option<Words>,
}

const OWN: &str = "own";
/// The most notes to choose from.
const MOST: u32 = 10;
/// The most characters of a note on its chip.
const MOST_CHARS: usize = 60;

pub(crate) struct CoreBeliefEvidence {
    belief: Belief,
    notes: Vec<Row>,
    /// The evidence that is being changed.
    changed: Option<Evidence>,
}

impl CoreBeliefEvidence {
    /// The chosen note with its date. One that is not listed any more keeps the date it had.
    fn note(&self, known: &Known<'_>) -> (Option<RecordId>, Option<String>) {
        let Some(chosen) = known.chosen(Ask::Note).filter(|id| *id != OWN) else { return (None, None) };
        let listed = self.notes.iter().find(|row| row.id.0 == chosen).map(|row| row.at.date().to_string());
        let kept = self.changed.as_ref().and_then(|changed| changed.date.clone());
        (Some(RecordId(chosen.to_owned())), listed.or(kept))
    }
}

impl Form for CoreBeliefEvidence {
    type Ask = Ask;
    type Record = Evidence;
    const GUIDE: &'static str = "core_belief_evidence";
    const FROM: &'static [&'static str] = &[CoreBelief::PRACTICE, "core_belief_evidence"];
    const LOOKS_AGAIN: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let about = opening.needs_about()?;
        let changed = (about.practice == Self::PRACTICE).then(|| about.typed()).transpose()?;
        Ok(Self { belief: super::belief_of(opening)?, notes: notes(opening.connection)?, changed })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(super::belief_of(opening)?.old.is_some())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        let own = self.notes.is_empty() || known.chosen(Ask::Note) == Some(OWN);
        self.belief.old.is_some()
            && match ask {
                Ask::Side => true,
                Ask::Note => !self.notes.is_empty(),
                Ask::Happened => own,
                Ask::Says => known.has_answered(Ask::Note) || known.has_answered(Ask::Happened),
            }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Side => choice(words),
            Ask::Note => {
                let notes = self.notes.iter().map(chip);
                choice_of(notes.chain(words.options.iter().map(Chip::from)).collect(), words)
            }
            Ask::Happened => long_text(),
            Ask::Says => line(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.belief.old.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Evidence> {
        let (note, date) = self.note(known);
        let happened = known.words(Ask::Happened).filter(|_| note.is_none()).cloned();
        let says = known.words(Ask::Says).cloned();
        let kept = note.is_some() || happened.is_some() || says.is_some();
        kept.then(|| Evidence { side: known.chosen(Ask::Side).map(String::from), note, date, happened, says })
    }

    fn tell(evidence: &Evidence, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.choice("side", "side", evidence.side.as_deref());
        story.text("date", evidence.date.clone());
        story.words("happened", evidence.happened.as_ref());
        story.words("says", evidence.says.as_ref());
        story.lines
    }

    fn headline(evidence: &Evidence) -> Option<Words> {
        evidence.says.clone().or_else(|| evidence.happened.clone())
    }

    /// A counter-example is a fact of one's own; what speaks for the old belief never comes back as one.
    fn fact(evidence: &Evidence) -> Option<Words> {
        if evidence.side.as_deref() != Some("against") {
            return None;
        }
        match (&evidence.happened, &evidence.says) {
            (Some(happened), Some(says)) => {
                Some(Words::new(fill("belief.fact", &[("happened", &happened.text), ("says", &says.text)])))
            }
            (happened, says) => says.clone().or_else(|| happened.clone()),
        }
    }
}

/// Notes that evidence can rest on: check-ins and own facts, newest first.
fn notes(connection: &Connection) -> Result<Vec<Row>> {
    let rest = "may_return AND headline IS NOT NULL AND practice <> 'core_belief_evidence'
                AND (practice = 'check_in' OR fact IS NOT NULL) ORDER BY place DESC LIMIT ?1";
    store::select(connection, rest, &[&MOST])
}

fn chip(row: &Row) -> Chip {
    let words = row.fact.as_ref().or(row.headline.as_ref()).map(|words| words.text.as_str()).unwrap_or_default();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = if line.chars().count() > MOST_CHARS {
        line.chars().take(MOST_CHARS - 1).chain(['…']).collect()
    } else {
        line
    };
    Chip { id: row.id.0.clone(), label: fill("belief.note", &[("date", &row.at.date().to_string()), ("text", &text)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_speaks_against_it_comes_back() {
        let says = Evidence { says: Some(Words::new("Two people asked me to stay")), ..Evidence::default() };
        let side = |side: &str| Evidence { side: Some(side.into()), ..says.clone() };
        assert_eq!(CoreBeliefEvidence::fact(&side("for")), None);
        assert_eq!(CoreBeliefEvidence::fact(&says), None);
        assert_eq!(CoreBeliefEvidence::fact(&side("against")), says.says);
    }

    #[test]
    fn a_long_note_is_cut_between_characters() {
        let row = Row {
            id: RecordId("r".into()),
            practice: "strength".into(),
            about: None,
            at: Moment { utc_ms: 0, offset_seconds: 0, zone: "UTC".into() },
            body: serde_json::Value::Null,
            risk: Vec::new(),
            headline: Some(Words::new("ü".repeat(20_000))),
            fact: None,
        };
        assert!(chip(&row).label.chars().count() < 80);
    }
}
