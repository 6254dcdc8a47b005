//! The few things a person sets: where they are, their age band, and how reminders come.

use steppingstone_core::{AgeBand, SteppingstoneError, regions, suggested_region};

use crate::home::{Done, Home};
use crate::words::{filled, locale, word};

#[derive(Clone)]
enum Setting {
    Region,
    Age,
    Reminders,
}

impl Home<'_> {
    pub(crate) fn settings(&mut self) -> Done {
        loop {
            let journal = self.room.stone.journal();
            let code = journal.region()?;
            let region = regions().into_iter().find(|region| Some(&region.code) == code.as_ref());
            let place = region.map_or_else(|| word("action.no_region"), |region| region.name);
            let band = word(band_key(journal.age_band()?));
            let settings = vec![
                (filled("settings.region", &[("name", &place)]), Setting::Region),
                (filled("settings.age", &[("band", &band)]), Setting::Age),
                (word("menu.reminders"), Setting::Reminders),
            ];
            match self.room.choose(&word("menu.settings"), settings) {
                Some(Setting::Region) => drop(self.choose_region()?),
                Some(Setting::Age) => self.choose_age()?,
                Some(Setting::Reminders) => self.reminders()?,
                None => return Ok(()),
            }
        }
    }

    /// Asks where the person is, or for no place; the code that was chosen.
    pub(crate) fn choose_region(&mut self) -> Result<Option<String>, SteppingstoneError> {
        // The language setting only suggests: its place stands first, and nothing is chosen by it.
        let suggested = locale().and_then(suggested_region);
        let suggested =
            suggested.map(|region| (filled("help.suggested", &[("region", &region.name)]), Some(region.code)));
        let places = regions().into_iter().map(|region| (region.name, Some(region.code)));
        let places = suggested.into_iter().chain([(word("action.no_region"), None)]).chain(places).collect();
        let Some(code) = self.room.choose(&word("action.choose_region"), places) else { return Ok(None) };
        self.room.stone.journal().set_region(code.clone())?;
        Ok(code)
    }

    fn choose_age(&mut self) -> Done {
        let bands = [Some(AgeBand::Minor), Some(AgeBand::Adult), Some(AgeBand::Unsaid), None];
        let bands = bands.map(|band| (word(band_key(band)), band)).to_vec();
        let Some(band) = self.room.choose(&filled("settings.age", &[("band", "")]), bands) else { return Ok(()) };
        self.room.stone.journal().set_age_band(band).map(drop)
    }
}

fn band_key(band: Option<AgeBand>) -> &'static str {
    match band {
        Some(AgeBand::Minor) => "age.minor",
        Some(AgeBand::Adult) => "age.adult",
        Some(AgeBand::Unsaid) => "age.unsaid",
        None => "age.none",
    }
}
