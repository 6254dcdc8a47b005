//! What was learned, as it is kept in `weights.bin`: heads of sparse whole numbers.
//!
//! Layout, little-endian: the magic, the number of inputs, each input as name and 32 bytes of SHA-256;
//! the length of the table and its steps as 4 bytes; the number of heads, each as name, bias, unit, number of weights, and per weight the gap to the
//! bucket before it (bytes that add up, the last of them below 255) and one signed byte. A name is one byte of length and UTF-8.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::TRAPS;
use super::feature::{BITS, Features};

const MAGIC: &[u8] = b"stepping weights 1\n";

/// A learned linear head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it speaks for, for instance `trap.should` or `emotion.fear`.
    pub name: String,
    /// What it says of nothing, in 1/1024 of a logit.
    pub bias: i32,
    /// What one unit of a weight is worth, in 1/2^20 of a logit.
    pub unit: u32,
    /// Weights by bucket, ascending.
    pub weights: Vec<(u32, i8)>,
}

impl Head {
    /// What it says of the features, in 1/1024 of a logit.
    pub fn logit(&self, features: &Features) -> i32 {
        let weight =
            |id: u32| self.weights.binary_search_by_key(&id, |(own, _)| *own).map_or(0, |at| self.weights[at].1);
        let sum = features.all.iter().map(|feature| i64::from(feature.value) * i64::from(weight(feature.id))).sum();
        logit(self.bias, self.unit, sum, length(features))
    }
}

/// The length of the features as a vector, in 1/1024.
fn length(features: &Features) -> i64 {
    i64::try_from((features.norm_squared << 20).isqrt()).unwrap_or(i64::MAX).max(1)
}

fn logit(bias: i32, unit: u32, sum: i64, length: i64) -> i32 {
    let logit = i64::from(bias) + sum * i64::from(unit) / length;
    i32::try_from(logit.clamp(-32_768, 32_768)).unwrap_or(0)
}

/// All heads, and what they were learned from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// Name and SHA-256 of each input.
    pub inputs: Vec<(String, [u8; 32])>,
    /// What a raw chance of a trap is worth, in millionths at equal steps from none to sure.
    pub table: Vec<u32>,
    /// The heads, in a fixed order.
    pub heads: Vec<Head>,
}

/// The bytes are no weights, or of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no weights of this version")]
pub struct NotWeights;

impl Weights {
    /// The weights as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(u8::try_from(self.inputs.len()).unwrap_or(u8::MAX));
        for (name, hash) in &self.inputs {
            write_name(&mut out, name);
            out.extend(hash);
        }
        out.push(u8::try_from(self.table.len()).unwrap_or(u8::MAX));
        self.table.iter().for_each(|step| out.extend(step.to_le_bytes()));
        out.push(u8::try_from(self.heads.len()).unwrap_or(u8::MAX));
        for head in &self.heads {
            write_name(&mut out, &head.name);
            out.extend(head.bias.to_le_bytes());
            out.extend(head.unit.to_le_bytes());
            out.extend(u32::try_from(head.weights.len()).unwrap_or(u32::MAX).to_le_bytes());
            let mut before = 0;
            for (id, weight) in &head.weights {
                write_gap(&mut out, id - before);
                out.extend(weight.to_le_bytes());
                before = *id;
            }
        }
        out
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotWeights> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(NotWeights)?;
        let inputs = (0..take::<1>(&mut rest)?[0])
            .map(|_| Ok((read_name(&mut rest)?, take::<32>(&mut rest)?)))
            .collect::<Result<_, NotWeights>>()?;
        let steps = 0..take::<1>(&mut rest)?[0];
        let table = steps.map(|_| Ok(u32::from_le_bytes(take(&mut rest)?))).collect::<Result<_, NotWeights>>()?;
        let heads = (0..take::<1>(&mut rest)?[0]).map(|_| read_head(&mut rest)).collect::<Result<_, NotWeights>>()?;
        if rest.is_empty() { Ok(Self { inputs, table, heads }) } else { Err(NotWeights) }
    }
}

fn write_name(out: &mut Vec<u8>, name: &str) {
    let name = &name.as_bytes()[..name.len().min(usize::from(u8::MAX))];
    out.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
    out.extend(name);
}

fn write_gap(out: &mut Vec<u8>, mut gap: u32) {
    while gap >= 255 {
        out.push(255);
        gap -= 255;
    }
    out.push(u8::try_from(gap).unwrap_or(0));
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], NotWeights> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(NotWeights)?;
    *rest = left;
    Ok(*taken)
}

fn read_name(rest: &mut &[u8]) -> Result<String, NotWeights> {
    let length = usize::from(take::<1>(rest)?[0]);
    let (name, left) = rest.split_at_checked(length).ok_or(NotWeights)?;
    *rest = left;
    String::from_utf8(name.to_vec()).map_err(|_| NotWeights)
}

fn read_head(rest: &mut &[u8]) -> Result<Head, NotWeights> {
    let name = read_name(rest)?;
    let bias = i32::from_le_bytes(take(rest)?);
    let unit = u32::from_le_bytes(take(rest)?);
    let count = u32::from_le_bytes(take(rest)?);
    let mut id = 0u32;
    let mut weights = Vec::new();
    for _ in 0..count {
        id = id.checked_add(read_gap(rest)?).filter(|id| *id < 1 << BITS).ok_or(NotWeights)?;
        weights.push((id, i8::from_le_bytes(take(rest)?)));
    }
    Ok(Head { name, bias, unit, weights })
}

fn read_gap(rest: &mut &[u8]) -> Result<u32, NotWeights> {
    let mut gap = 0u32;
    loop {
        let byte = u32::from(take::<1>(rest)?[0]);
        gap = gap.checked_add(byte).ok_or(NotWeights)?;
        if byte < 255 {
            return Ok(gap);
        }
    }
}

/// The weights turned round: for a bucket, what it is worth to each head.
pub(crate) struct Model {
    /// What a raw chance of a trap is worth.
    pub(crate) table: Vec<u32>,
    /// The numbers of the heads of the traps, in their order, and of the one for all of them.
    pub(crate) traps: Vec<usize>,
    pub(crate) unbalanced: usize,
    /// The heads of emotions that speak for a text that goes too far (1) and against it (-1).
    pub(crate) mood: Vec<(usize, i32)>,
    names: Vec<String>,
    bias: Vec<i32>,
    unit: Vec<u32>,
    /// By bucket, ascending: where its column begins. One more at the end.
    buckets: Vec<(u32, u32)>,
    cells: Vec<(u8, i8)>,
}

#[expect(clippy::expect_used, reason = "embedded weights that do not parse must never ship")]
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let weights = Weights::parse(include_bytes!("weights.bin")).expect("the embedded weights parse");
    Model::of(&weights).expect("the embedded weights have all heads")
});

/// The model that ships.
pub(crate) fn model() -> &'static Model {
    &MODEL
}

impl Model {
    /// The model of some weights, if they have a head for each trap and one for all of them.
    pub(crate) fn of(weights: &Weights) -> Option<Self> {
        let mut columns: BTreeMap<u32, Vec<(u8, i8)>> = BTreeMap::new();
        for (head, number) in weights.heads.iter().zip(0..=u8::MAX) {
            for (id, weight) in &head.weights {
                columns.entry(*id).or_default().push((number, *weight));
            }
        }
        let (mut buckets, mut cells) = (Vec::with_capacity(columns.len() + 1), Vec::new());
        for (id, column) in columns {
            buckets.push((id, at(&cells)));
            cells.extend(column);
        }
        buckets.push((u32::MAX, at(&cells)));
        let heads = &weights.heads;
        let head = |name: &str| heads.iter().position(|head| head.name == name);
        Some(Self {
            table: weights.table.clone(),
            traps: TRAPS.iter().map(|trap| head(&format!("trap.{trap}"))).collect::<Option<_>>()?,
            unbalanced: head("unbalanced")?,
            mood: mood(heads),
            names: heads.iter().map(|head| head.name.clone()).collect(),
            bias: heads.iter().map(|head| head.bias).collect(),
            unit: heads.iter().map(|head| head.unit).collect(),
            buckets,
            cells,
        })
    }

    /// The heads whose names begin so, with the rest of their names.
    pub(crate) fn family<'a>(&'a self, prefix: &str) -> impl Iterator<Item = (usize, &'a str)> {
        self.names.iter().enumerate().filter_map(move |(number, name)| Some((number, name.strip_prefix(prefix)?)))
    }

    /// What a bucket is worth to the heads.
    pub(crate) fn column(&self, id: u32) -> &[(u8, i8)] {
        let Ok(found) = self.buckets.binary_search_by_key(&id, |(id, _)| *id) else { return &[] };
        match (self.buckets.get(found), self.buckets.get(found + 1)) {
            (Some((_, start)), Some((_, end))) => &self.cells[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// What every head says of the features, in 1/1024 of a logit.
    pub(crate) fn logits(&self, features: &Features) -> Vec<i32> {
        let mut sums = vec![0i64; self.bias.len()];
        for feature in &features.all {
            for (head, weight) in self.column(feature.id) {
                sums[usize::from(*head)] += i64::from(feature.value) * i64::from(*weight);
            }
        }
        let length = length(features);
        let said = sums.into_iter().enumerate();
        said.map(|(head, sum)| logit(self.bias[head], self.unit[head], sum, length)).collect()
    }
}

/// Emotions that hurt, and those that do not.
const HURTING: [&str; 11] = [
    "anger",
    "annoyance",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "fear",
    "grief",
    "nervousness",
    "remorse",
    "sadness",
];
const EASING: [&str; 11] = [
    "admiration",
    "amusement",
    "approval",
    "caring",
    "excitement",
    "gratitude",
    "joy",
    "love",
    "optimism",
    "pride",
    "relief",
];

fn mood(heads: &[Head]) -> Vec<(usize, i32)> {
    let sign = |name: &str| match name.strip_prefix("emotion.")? {
        name if HURTING.contains(&name) => Some(1),
        name if EASING.contains(&name) => Some(-1),
        _ => None,
    };
    heads.iter().enumerate().filter_map(|(number, head)| Some((number, sign(&head.name)?))).collect()
}

fn at(cells: &[(u8, i8)]) -> u32 {
    u32::try_from(cells.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_weights_that_ship_have_all_heads_and_name_their_inputs() {
        let weights = Weights::parse(include_bytes!("weights.bin")).expect("weights");
        let names: Vec<&str> = weights.inputs.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["corpus", "goemotions train", "goemotions dev"]);
        assert_eq!(weights.heads.len(), TRAPS.len() + 1 + 3 + 28);
        assert!(weights.table.is_sorted() && weights.table.len() > 2);
        assert_eq!(weights.to_bytes(), include_bytes!("weights.bin"));
    }

    fn head() -> impl Strategy<Value = Head> {
        let weights = prop::collection::btree_map(0u32..1 << BITS, any::<i8>(), 0..40);
        ("[a-z_.]{0,20}", any::<i32>(), any::<u32>(), weights).prop_map(|(name, bias, unit, weights)| Head {
            name,
            bias,
            unit,
            weights: weights.into_iter().collect(),
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(heads in prop::collection::vec(head(), 0..5), hash: [u8; 32], table: Vec<u32>) {
            let table = table.into_iter().take(255).collect();
            let weights = Weights { inputs: vec![("corpus".into(), hash)], table, heads };
            prop_assert_eq!(Weights::parse(&weights.to_bytes()), Ok(weights));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, cut in 0usize..400) {
            let _ = Weights::parse(&bytes);
            let whole = include_bytes!("weights.bin");
            prop_assert_eq!(Weights::parse(&whole[..cut]), Err(NotWeights));
        }
    }
}
