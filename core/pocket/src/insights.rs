//! What shows over time: each series with its sentence, and its points as bars.

use steppingstone_core::{Insight, InsightUnit, InsightWindow, Point};

use crate::home::{Done, Home};
use crate::words::{filled, word};

/// Cells of the longest bar.
const CELLS: i64 = 20;

impl Home<'_> {
    pub(crate) fn insights(&mut self) -> Done {
        let windows = [InsightWindow::Days30, InsightWindow::Days90, InsightWindow::Days365];
        let windows = windows.map(|window| (word(&format!("insights.days_{}", window.days())), window)).to_vec();
        let Some(window) = self.room.choose(&word("insights.window"), windows) else { return Ok(()) };
        loop {
            let told = self.room.stone.insights().all(window, self.room.clock.now())?;
            let named = told.into_iter().map(|insight| (name(&insight), insight)).collect();
            let Some(insight) = self.room.choose(&word("menu.insights"), named) else { return Ok(()) };
            let draws = self.room.ask.draws();
            self.room.ask.say_all(&lines(&insight, draws));
        }
    }
}

/// Its title, its own words where it has some, and its number.
fn name(insight: &Insight) -> String {
    let about = insight.about.as_ref().map(|words| format!(": {}", words.text)).unwrap_or_default();
    filled("insights.line", &[("title", &format!("{}{about}", insight.title)), ("n", &insight.n.to_string())])
}

/// The sentence, then a line for each point. Bars are left out where they would be read aloud.
fn lines(insight: &Insight, draws: bool) -> Vec<String> {
    let mut lines = vec![format!("  {}", insight.sentence)];
    if insight.points.is_empty() {
        lines.push(format!("  {}", word("empty.points")));
    }
    let longest = insight.points.iter().map(|point| point.value).max().unwrap_or(0);
    for point in &insight.points {
        lines.push(format!("  {}: {}", point.label, value(point, insight.unit)));
        if draws {
            lines.extend(bars(point, insight.unit, longest).into_iter().map(|bar| format!("    {bar}")));
        }
    }
    lines
}

fn value(point: &Point, unit: InsightUnit) -> String {
    let value = point.value.to_string();
    let second = point.second.map(|second| second.to_string());
    let places = [("value", value.as_str()), ("second", second.as_deref().unwrap_or_default())];
    match (unit, &second) {
        (InsightUnit::OfHundred, None) => filled("story.value", &places),
        (InsightUnit::OfHundred, Some(_)) => filled("insights.pair", &places),
        (InsightUnit::Percent, _) => filled("insights.percent", &places),
        (InsightUnit::Hours, _) => filled("insights.hours", &places),
        (InsightUnit::Minutes, _) => filled("insights.minutes", &places),
        (InsightUnit::Times, _) => filled("insights.times", &places),
    }
}

/// A bar for the value and, fainter, one for what stands beside it.
fn bars(point: &Point, unit: InsightUnit, longest: i64) -> Vec<String> {
    let whole = match unit {
        InsightUnit::OfHundred | InsightUnit::Percent => 100,
        InsightUnit::Hours | InsightUnit::Minutes | InsightUnit::Times => longest.max(1),
    };
    let bar = |cell: &str, value: i64, whole: i64| {
        let cells = usize::try_from((value * CELLS + whole / 2) / whole).unwrap_or(0);
        if cells == 0 { "·".to_owned() } else { cell.repeat(cells) }
    };
    let second = point.second.map(|second| bar("░", second.into(), 100));
    [bar("█", point.value, whole)].into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insight(unit: InsightUnit, values: &[(i64, Option<u8>)]) -> Insight {
        let point = |(value, second): &(i64, Option<u8>)| Point {
            utc_ms: 0,
            label: "2026-11-24".into(),
            value: *value,
            second: *second,
        };
        Insight {
            id: "belief".into(),
            title: "Title".into(),
            about: None,
            sentence: "Sentence.".into(),
            n: 1,
            minimum: 5,
            points: values.iter().map(point).collect(),
            unit,
        }
    }

    #[test]
    fn bars_stand_under_their_numbers_and_are_not_read_aloud() {
        let belief = insight(InsightUnit::OfHundred, &[(75, Some(0))]);
        let drawn = lines(&belief, true);
        assert_eq!(drawn[1..], ["  2026-11-24: 75, then 0", "    ███████████████", "    ·"]);
        assert_eq!(lines(&belief, false).len(), 2);
        assert_eq!(lines(&insight(InsightUnit::Times, &[]), true)[1], "  Nothing to draw yet.");
    }

    #[test]
    fn the_longest_of_what_has_no_end_fills_the_line() {
        let hours = lines(&insight(InsightUnit::Hours, &[(12, None), (48, None)]), true);
        assert_eq!(hours[2].trim().chars().count(), 5);
        assert_eq!(hours[4].trim().chars().count(), 20);
    }
}
