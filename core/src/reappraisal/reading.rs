//! One reading of a text: what the weights say of it, which traps are worth a question, and which words show them.

use std::ops::Range;

use super::chance::{Chance, SURE, both, by_table, logistic, shares};
use super::feature::{self, Features};
use super::rule::{self, RuleHit};
use super::weights::{Model, model};
use super::{ClauseKind, TRAPS, clause, language};
use crate::text::{Token, tokens};

/// A trap and how likely it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TrapChance {
    /// The trap's id.
    pub trap: String,
    /// In millionths.
    pub chance: Chance,
}

/// A trap that is worth a question, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TrapHit {
    /// The trap's id.
    pub trap: String,
    /// In millionths.
    pub chance: Chance,
    /// The rule that sees it; none where the words weigh enough by themselves.
    pub rule: Option<String>,
    /// First byte of the words that show it.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
}

/// What the weights say of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// All traps, likeliest first.
    pub(crate) traps: Vec<TrapChance>,
    /// Those that are worth a question, at most two.
    pub(crate) shown: Vec<TrapHit>,
    /// How much it reads like a thought that goes too far, and not like a plain or balanced one.
    pub(crate) unbalanced: Chance,
}

impl Reading {
    fn silent() -> Self {
        let traps = TRAPS.iter().map(|trap| TrapChance { trap: (*trap).into(), chance: 0 });
        Self { traps: traps.collect(), ..Self::default() }
    }
}

/// A trap is worth a question from here on …
const SHOWN: Chance = 400_000;
/// … and a second one if it is this close to the first …
const CLOSE: Chance = 100_000;
/// … but none where the text reads balanced.
const UNBALANCED: Chance = 925_000;
/// The same where a rule names the words.
const NAMED: Chance = 150_000;
const MOST_SHOWN: usize = 2;
/// A second trap may stand in a clause of its own, if that is as likely as this by itself.
const APART: Chance = 600_000;
/// A clause of fewer tokens says too little by itself.
const FEW: usize = 3;

/// What the mood of a text counts for how balanced it reads: one part in so many. Tuned on development data.
const MOOD: i32 = 8;

/// A long text is read in pieces of whole sentences up to this many tokens: one clause may matter.
const PIECE: usize = 48;
/// Words without a rule that show a trap are at most this many tokens.
const LONGEST_SPAN: usize = 12;

/// Reads a text with the weights that ship.
pub(crate) fn read(text: &str) -> Reading {
    Seen::of(text).read(model())
}

/// A text before any weights: its words, the rules that fit, and whether it can be read at all.
pub(crate) struct Seen {
    tokens: Vec<Token>,
    hits: Vec<RuleHit>,
    pub(crate) is_english: bool,
}

impl Seen {
    pub(crate) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let is_english = language::is_english(&tokens);
        let hits = if is_english { rule::hits(&tokens) } else { Vec::new() };
        Self { tokens, hits, is_english }
    }

    /// Which traps it may hold. Other languages, and texts without words, are silent.
    pub(crate) fn read(&self, model: &Model) -> Reading {
        if self.is_english { reading(model, &self.tokens, &self.hits) } else { Reading::silent() }
    }

    /// What the heads of some families say of it as a whole, by name.
    pub(crate) fn families<'a, const N: usize>(
        &self,
        model: &'a Model,
        prefixes: [&str; N],
    ) -> [Vec<(&'a str, Chance)>; N] {
        let logits = model.logits(&feature::features(&self.tokens, &self.hits));
        let chance = |head: usize| if self.is_english { logistic(logits[head]) } else { 0 };
        prefixes.map(|prefix| model.family(prefix).map(|(head, name)| (name, chance(head))).collect())
    }
}

fn reading(model: &Model, tokens: &[Token], hits: &[RuleHit]) -> Reading {
    let pieces: Vec<Piece<'_>> =
        pieces(tokens).into_iter().map(|place| Piece::of(model, tokens, place, hits)).collect();
    let unbalanced = pieces.iter().map(|piece| piece.unbalanced).max().unwrap_or(0);
    let mut traps: Vec<(usize, Chance, usize)> = (0..TRAPS.len())
        .filter_map(|trap| {
            let best = (0..pieces.len()).max_by_key(|piece| (pieces[*piece].traps[trap], usize::MAX - piece))?;
            Some((trap, pieces[best].traps[trap], best))
        })
        .collect();
    traps.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let top = traps.first().map_or(0, |(_, chance, _)| *chance);
    let worth = |(trap, chance, piece): &&(usize, Chance, usize)| {
        *chance >= SHOWN && chance + CLOSE >= top && pieces[*piece].goes_too_far(*trap)
    };
    let shown = traps.iter().filter(worth).take(MOST_SHOWN);
    let mut shown: Vec<TrapHit> =
        shown.filter_map(|(trap, chance, piece)| pieces[*piece].hit(*trap, *chance)).collect();
    if let [first] = &shown[..] {
        let apart = thoughts(tokens).into_iter().map(|place| Piece::of(model, tokens, place, hits));
        let other = apart.filter_map(|piece| piece.another(first)).max_by_key(|hit| hit.chance);
        shown.extend(other);
    }
    let name = |(trap, chance, _): (usize, Chance, usize)| TrapChance { trap: TRAPS[trap].into(), chance };
    Reading { traps: traps.into_iter().map(name).collect(), shown, unbalanced }
}

/// How much a text reads like a thought that goes too far, 0 to 1000.
pub(crate) fn unbalanced(text: &str) -> u16 {
    u16::try_from(read(text).unbalanced / 1000).unwrap_or(1000)
}

/// Whole sentences packed into pieces; a sentence that is too long is cut.
fn pieces(tokens: &[Token]) -> Vec<Range<usize>> {
    if tokens.len() <= PIECE {
        return std::iter::once(0..tokens.len()).collect();
    }
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(tokens) {
        match pieces.last_mut() {
            Some(last) if sentence.end - last.start <= PIECE => last.end = sentence.end,
            _ => pieces.push(sentence),
        }
    }
    pieces
}

/// The clauses that say what was made of it, where there is more than one clause: each may hold a trap of its own.
fn thoughts(tokens: &[Token]) -> Vec<Range<usize>> {
    let clauses = clause::parts(tokens);
    let several = clauses.len() > 1;
    let is_thought =
        |(place, kind): &(Range<usize>, ClauseKind)| several && *kind == ClauseKind::Thought && place.len() >= FEW;
    clauses.into_iter().filter(is_thought).map(|(place, _)| place).collect()
}

fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, token) in tokens.iter().enumerate() {
        if token.is_stop() || at + 1 - start == PIECE {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// A piece of a text with what the weights say of it.
struct Piece<'a> {
    model: &'a Model,
    tokens: &'a [Token],
    hits: Vec<&'a RuleHit>,
    /// Where its tokens begin in the text.
    offset: usize,
    features: Features,
    unbalanced: Chance,
    /// By number of the trap.
    traps: Vec<Chance>,
}

impl<'a> Piece<'a> {
    fn of(model: &'a Model, tokens: &'a [Token], place: Range<usize>, hits: &'a [RuleHit]) -> Self {
        let inside = |hit: &&RuleHit| place.start <= hit.place.start && hit.place.end <= place.end;
        let hits: Vec<&RuleHit> = hits.iter().filter(inside).collect();
        let (offset, tokens) = (place.start, &tokens[place]);
        let features = feature::of(tokens, hits.iter().map(|hit| hit.id), hits.iter().map(|hit| shifted(hit, offset)));
        let logits = model.logits(&features);
        let mood = model.mood.iter().map(|(head, sign)| logits[*head] * sign).sum::<i32>() / MOOD;
        let unbalanced = if features.all.is_empty() { 0 } else { logistic(logits[model.unbalanced] + mood) };
        let own: Vec<i32> = model.traps.iter().map(|head| logits[*head]).collect();
        // Which trap it is says nothing of whether there is one; only a text that reads balanced lowers the chance.
        let any = (unbalanced * 2).min(SURE);
        let traps = shares(&own).into_iter().map(|share| by_table(&model.table, both(share, any))).collect();
        Self { model, tokens, hits, offset, features, unbalanced, traps }
    }

    /// Whether the text reads unbalanced enough for a question. Where a rule names the words, less is enough.
    fn goes_too_far(&self, trap: usize) -> bool {
        self.unbalanced >= if self.is_named(trap) { NAMED } else { UNBALANCED }
    }

    fn is_named(&self, trap: usize) -> bool {
        self.hits.iter().any(|hit| hit.trap == TRAPS[trap])
    }

    /// Another trap than the one that is shown, if this clause holds one by itself, away from the words of that.
    fn another(&self, shown: &TrapHit) -> Option<TrapHit> {
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        let apart = last.end <= shown.start || shown.end <= first.start;
        let (trap, chance) = self.traps.iter().copied().enumerate().max_by_key(|(_, chance)| *chance)?;
        let likely = chance >= if self.is_named(trap) { SHOWN } else { APART };
        let worth = apart && likely && self.goes_too_far(trap) && TRAPS[trap] != shown.trap;
        worth.then(|| self.hit(trap, chance)).flatten()
    }

    /// The trap with the words that show it: those of its surest rule, or those that weigh most.
    fn hit(&self, trap: usize, chance: Chance) -> Option<TrapHit> {
        let rules = self.hits.iter().filter(|hit| hit.trap == TRAPS[trap]);
        let surest = rules.max_by_key(|hit| (hit.weight, usize::MAX - hit.place.start));
        let place = match surest {
            Some(hit) => shifted(hit, self.offset),
            None => self.weightiest(trap)?,
        };
        let (start, end) = (self.tokens[place.start].start, self.tokens[place.end - 1].end);
        Some(TrapHit { trap: TRAPS[trap].into(), chance, rule: surest.map(|hit| hit.id.into()), start, end })
    }

    /// The run of words in one sentence whose features speak most for a trap.
    fn weightiest(&self, trap: usize) -> Option<Range<usize>> {
        let said = self.said(trap);
        let mut best: Option<(i64, Range<usize>)> = None;
        for sentence in sentences(self.tokens) {
            for start in sentence.clone().filter(|at| self.tokens[*at].is_word()) {
                let mut sum = 0;
                let end = sentence.end.min(start + LONGEST_SPAN);
                for (end, said) in (start..end).zip(&said[start..end]) {
                    sum += said;
                    if self.tokens[end].is_word() && best.as_ref().is_none_or(|(top, _)| sum > *top) {
                        best = Some((sum, start..end + 1));
                    }
                }
            }
        }
        let (sum, place) = best?;
        (sum > 0).then(|| whole_words(self.tokens, place))
    }

    /// How much each token says for a trap, less what an ordinary token says.
    fn said(&self, trap: usize) -> Vec<i64> {
        let head = self.model.traps[trap];
        let mut said = vec![0i64; self.tokens.len()];
        for feature in &self.features.all {
            let weight = self.model.column(feature.id).iter().find(|(own, _)| usize::from(*own) == head);
            let Some((_, weight)) = weight else { continue };
            let first = self.tokens.partition_point(|token| token.start < feature.start);
            let after = self.tokens.partition_point(|token| token.start < feature.end);
            let width = i64::try_from(after - first).unwrap_or(1).max(1);
            for cell in &mut said[first..after] {
                *cell += i64::from(*weight) * i64::from(feature.value) / width;
            }
        }
        let count = i64::try_from(said.len()).unwrap_or(1).max(1);
        let usual = said.iter().filter(|cell| **cell > 0).sum::<i64>() / count;
        said.iter().map(|cell| cell - usual).collect()
    }
}

fn shifted(hit: &RuleHit, offset: usize) -> Range<usize> {
    hit.place.start - offset..hit.place.end - offset
}

/// A place that cuts no contraction in two.
fn whole_words(tokens: &[Token], place: Range<usize>) -> Range<usize> {
    let (from, to) = (tokens[place.start].start, tokens[place.end - 1].end);
    let start = tokens[..place.start].iter().rposition(|token| token.start != from).map_or(0, |at| at + 1);
    let more = tokens[place.end..].iter().take_while(|token| token.end == to).count();
    start..place.end + more
}
