//! Learns the engine's weights from the project's own corpus and `GoEmotions` (CC BY 4.0), and from nothing else.

mod calibrate;
pub(crate) mod corpus;
mod goemotions;
mod heads;
mod solver;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};
use steppingstone_core::engine::{Features, Weights, features};

use corpus::Corpus;
pub(crate) use goemotions::{Comment, LABELS, comments};
use solver::Row;

/// Everything that is learned from, read once.
pub(crate) struct Material {
    pub(crate) corpus: Corpus,
    pub(crate) comments: Vec<Comment>,
    /// `GoEmotions`' development part: only where its emotions' thresholds lie.
    pub(crate) dev: Vec<Comment>,
    inputs: Vec<(String, [u8; 32])>,
}

/// Reads the corpus and `GoEmotions`' training and development parts.
pub(crate) fn material(corpus_root: &Path, data: &Path) -> io::Result<Material> {
    let corpus = corpus::read(corpus_root)?;
    let (file, dev) = (data.join("goemotions/train.tsv"), data.join("goemotions/dev.tsv"));
    let mut own = Sha256::new();
    for path in &corpus.files {
        // The place in the corpus counts: it is the label.
        own.update(path.strip_prefix(corpus_root).unwrap_or(path).to_string_lossy().replace('\\', "/"));
        own.update(fs::read(path)?);
    }
    let inputs = vec![
        ("corpus".to_owned(), own.finalize().into()),
        ("goemotions train".to_owned(), Sha256::digest(fs::read(&file)?).into()),
        ("goemotions dev".to_owned(), Sha256::digest(fs::read(&dev)?).into()),
    ];
    Ok(Material { corpus, comments: comments(&file)?, dev: comments(&dev)?, inputs })
}

/// Learns all heads, and what the traps' chances are worth.
pub(crate) fn train(material: &Material) -> Weights {
    let Material { corpus, comments, dev, inputs } = material;
    let emotions = heads::emotions(comments, dev);
    let table = calibrate::table(corpus, comments, &emotions);
    let mut heads = heads::traps(&corpus.thoughts);
    heads.push(heads::unbalanced(&corpus.thoughts, &corpus.silent, comments));
    heads.extend(heads::core_beliefs(corpus));
    heads.extend(emotions);
    Weights { inputs: inputs.clone(), table, heads }
}

/// Texts as rows over the columns that at least some of them share.
pub(crate) struct Table {
    rows: Vec<Row>,
    /// The bucket of each column.
    buckets: Vec<u32>,
}

impl Table {
    /// What stands in fewer than `least` texts is left out.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>, least: usize) -> Self {
        let read: Vec<Features> = texts.map(features).collect();
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for feature in read.iter().flat_map(|features| &features.all) {
            *seen.entry(feature.id).or_default() += 1;
        }
        let buckets: Vec<u32> = seen.into_iter().filter(|(_, times)| *times >= least).map(|(id, _)| id).collect();
        let rows = read.iter().map(|features| row(features, &buckets)).collect();
        Self { rows, buckets }
    }
}

/// A row of length one, less what is in no column.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small whole numbers")]
fn row(features: &Features, buckets: &[u32]) -> Row {
    let length = (features.norm_squared as f64).sqrt().max(1.0);
    let cell = |feature: &steppingstone_core::engine::Feature| {
        let column = buckets.binary_search(&feature.id).ok()?;
        Some((u32::try_from(column).ok()?, (f64::from(feature.value) / length) as f32))
    };
    features.all.iter().filter_map(cell).collect()
}
