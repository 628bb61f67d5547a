//! The tagger's model: weights as they are stored and looked up.
//!
//! In: bytes of a model file, or weights as trained. Out: [`Model`], or [`ModelError`]; bytes again. Must not know: documents,
//! where the file lies, how weights are trained.
//!
//! A model file, all numbers little-endian:
//!
//! ```text
//! "dixitfst"  version u32  crc32 u32 of all that follows
//! provenance: length u32, UTF-8 text
//! features:   buckets u32, scale f32, then each bucket: 8 tags u16, 8 rows of 6 weights i8
//! steps:      7 × 7 weights f32 for each kind of step
//! memories:   37 × 5 weights f32 for each kind of place
//! pairs:      count u32, then each: feature u64, weight f32
//! confidence: count u32, then each: weight f32
//! ```

use super::buckets::{BIAS, Bucket, Buckets, SLOTS, STORED};
use super::labels::LABELS;
use super::signals::Signal;
use super::states::{ACTIONS, CELLS, STATES, cells, label_after, labels};
use super::sums::{Features, Row, Summer};
use super::templates::{MEMORIES, MEMORY_KINDS, STEPS};
use rustc_hash::FxHashMap;
use std::fmt;

const MAGIC: &[u8; 8] = b"dixitfst";

/// The version of the file and of the features behind its numbers: one changes with the other.
const VERSION: u32 = 2;

/// The steps of a weight from 0 to the largest.
const LARGEST: f32 = 127.0;

/// Scores of the labels of one token.
pub type Scores = [f32; LABELS];

/// Scores of the steps from each label (first index) to each label.
pub type StepScores = [Scores; LABELS];

/// Scores of what can happen, from each state.
pub type MemoryScores = [[f32; ACTIONS]; STATES];

/// Cells side by side, which a processor does at once.
pub(super) type Four = [f32; 4];

/// The score of each action from each cell: cells side by side have theirs side by side, for most are never asked for.
pub(super) type Moves = [[Four; ACTIONS]; CELLS / 4];

/// Weights as training gives them.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Where they come from: data, licences, settings.
    pub provenance: String,
    /// What a feature says of each label.
    pub features: Vec<(u64, Scores)>,
    /// What each kind of step says.
    pub steps: Vec<StepScores>,
    /// What each kind of place says of the moves between states.
    pub memories: Vec<MemoryScores>,
    /// What the features of pairs say.
    pub pairs: Vec<(u64, f32)>,
    /// What the signs of a right attribution say; the first stands alone.
    pub confidence: Vec<f32>,
}

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// They do not begin as a model does.
    NotAModel,
    /// A model of another version of dixit.
    Version(u32),
    /// They end too early.
    Truncated,
    /// Some byte has changed.
    Checksum,
    /// The numbers in it do not fit together.
    Inconsistent,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("no model of dixit's fast engine; train one with `dixit train`"),
            Self::Version(found) => write!(
                f,
                "a model of version {found}, but this program reads version {VERSION}; train it again with `dixit train`"
            ),
            Self::Truncated => f.write_str("the model ends too early; copy the file again"),
            Self::Checksum => f.write_str("the model is damaged (checksum); copy the file again"),
            Self::Inconsistent => f.write_str("the model's numbers do not fit together; train it again"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A model, ready to use.
#[derive(Debug, Clone)]
pub struct Model {
    provenance: String,
    features: Features,
    /// What a weight of 1 stands for.
    scale: f32,
    /// What steps and memories say of the moves between states.
    moves: Tables,
    pairs: FxHashMap<u64, f32>,
    confidence: Vec<f32>,
}

impl Model {
    /// Packs weights into at most `bytes` of features (64 bytes hold eight). Where they are too many, the weakest go.
    ///
    /// Weights are rounded to a 127th of the largest. Near-linear in their number.
    pub fn pack(weights: &Weights, bytes: usize) -> Self {
        let mut rows: Vec<(u64, [f32; STORED])> = weights
            .features
            .iter()
            .map(|(feature, scores)| (*feature, std::array::from_fn(|at| scores[at + 1] - scores[0])))
            .collect();
        let strength = |row: &[f32; STORED]| row.iter().fold(0f32, |most, weight| most.max(weight.abs()));
        rows.retain(|(_, row)| strength(row) > 0.0);
        // The strongest first, so that a full bucket turns away the weakest.
        rows.sort_by(|a, b| strength(&b.1).total_cmp(&strength(&a.1)).then(a.0.cmp(&b.0)));
        let size = std::mem::size_of::<Bucket>();
        let wanted = (rows.len() as f32 / (SLOTS as f32 * LOAD)).ceil() as usize;
        let buckets = wanted.clamp(1, (bytes / size).max(1));
        let scale =
            rows.iter().map(|(_, row)| strength(row)).fold(0f32, f32::max).max(f32::MIN_POSITIVE) / LARGEST;
        let packed = rows.into_iter().filter_map(|(feature, row)| {
            let packed = row.map(|weight| ((weight / scale).round() as i32 + i32::from(BIAS)) as u8);
            (packed != [BIAS; STORED]).then_some((feature, packed))
        });
        Self {
            provenance: weights.provenance.clone(),
            features: Features::new(Buckets::with(buckets, packed)),
            scale,
            moves: Tables::new(&weights.steps, &weights.memories),
            pairs: weights.pairs.iter().copied().collect(),
            confidence: weights.confidence.clone(),
        }
    }

    /// Where the model comes from: data, licences, settings.
    pub fn provenance(&self) -> &str {
        &self.provenance
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.features.buckets.len()
    }

    /// Whether no feature has a weight.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What adds up the features of the tokens of a document.
    pub(super) fn summer<'a>(&'a self, signals: &'a [Signal]) -> Summer<'a> {
        Summer::new(&self.features, signals)
    }

    /// The scores of a token by the sum of its features.
    pub(super) fn scores(&self, sum: &Row) -> Scores {
        let mut scores = [0.0; LABELS];
        for (score, sum) in scores[1..].iter_mut().zip(sum.in_order()) {
            *score = f32::from(sum) * self.scale;
        }
        scores
    }

    /// What the chain says of a place: steps and memories.
    pub(crate) fn moves(&self) -> &Tables {
        &self.moves
    }

    /// What the features of a pair say together.
    pub(super) fn pair(&self, features: &[u64]) -> f32 {
        features.iter().filter_map(|feature| self.pairs.get(feature)).sum()
    }

    /// What the signs of a right attribution say; the first stands alone.
    pub(crate) fn confidence(&self) -> &[f32] {
        &self.confidence
    }

    /// The bytes of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put_text(&mut body, &self.provenance);
        let buckets = self.features.buckets.all();
        put_count(&mut body, buckets.len());
        body.extend(self.scale.to_le_bytes());
        for bucket in buckets {
            body.extend(bucket.tags.iter().flat_map(|tags| tags.to_le_bytes()));
            body.extend(bucket.weights.iter().flatten());
        }
        let (steps, memories) = (self.moves.steps.iter().flatten(), self.moves.memories.iter().flatten());
        body.extend(steps.flatten().chain(memories.flatten()).flat_map(|score| score.to_le_bytes()));
        let mut pairs: Vec<(u64, f32)> =
            self.pairs.iter().map(|(feature, weight)| (*feature, *weight)).collect();
        pairs.sort_by_key(|(feature, _)| *feature);
        put_count(&mut body, pairs.len());
        for (feature, weight) in pairs {
            body.extend(feature.to_le_bytes());
            body.extend(weight.to_le_bytes());
        }
        put_count(&mut body, self.confidence.len());
        body.extend(self.confidence.iter().flat_map(|weight| weight.to_le_bytes()));
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(crc32fast::hash(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// Where the bytes are no model, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = Reader(bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?);
        let version = rest.u32()?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let checksum = rest.u32()?;
        if crc32fast::hash(rest.0) != checksum {
            return Err(ModelError::Checksum);
        }
        let length = rest.count(1)?;
        let provenance =
            String::from_utf8(rest.take(length)?.to_vec()).map_err(|_| ModelError::Inconsistent)?;
        let buckets = rest.count(std::mem::size_of::<Bucket>())?;
        let scale = rest.f32()?;
        let buckets = (0..buckets).map(|_| rest.bucket()).collect::<Result<Vec<_>, _>>()?;
        let mut steps = vec![[[0.0; LABELS]; LABELS]; STEPS];
        let mut memories = vec![[[0.0; ACTIONS]; STATES]; MEMORIES];
        for score in steps.iter_mut().flatten().flatten().chain(memories.iter_mut().flatten().flatten()) {
            *score = rest.f32()?;
        }
        let pairs = rest.count(12)?;
        let pairs = (0..pairs).map(|_| Ok((rest.u64()?, rest.f32()?))).collect::<Result<_, ModelError>>()?;
        let confidence = rest.count(4)?;
        let confidence = (0..confidence).map(|_| rest.f32()).collect::<Result<Vec<_>, _>>()?;
        if buckets.is_empty() || !rest.0.is_empty() {
            return Err(ModelError::Inconsistent);
        }
        Ok(Self {
            provenance,
            features: Features::new(Buckets::from_filled(buckets)),
            scale,
            moves: Tables::new(&steps, &memories),
            pairs,
            confidence,
        })
    }
}

/// How full the buckets are made: at 0.7 about one feature in fifty finds its bucket full.
const LOAD: f32 = 0.7;

/// What kinds of steps and of places say of the moves between states.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    steps: Vec<StepScores>,
    memories: Vec<MemoryScores>,
    /// The same for each cell of the search.
    step_moves: Vec<Moves>,
    memory_moves: Vec<Moves>,
}

impl Tables {
    /// Kinds that are not given say nothing.
    fn new(steps: &[StepScores], memories: &[MemoryScores]) -> Self {
        let labels = labels();
        let mut steps = steps.to_vec();
        steps.resize(STEPS, [[0.0; LABELS]; LABELS]);
        let mut memories = memories.to_vec();
        memories.resize(MEMORIES, [[0.0; ACTIONS]; STATES]);
        let cells = cells();
        let laid_out = |score: &dyn Fn(usize, usize) -> f32| -> Moves {
            let mut moves = [[[f32::NEG_INFINITY; 4]; ACTIONS]; CELLS / 4];
            for (state, &cell) in cells.iter().enumerate() {
                for (action, row) in moves[cell / 4].iter_mut().enumerate() {
                    row[cell % 4] = score(state, action);
                }
            }
            moves
        };
        let step_moves = steps.iter().map(|step| {
            laid_out(&|state, action| match label_after(action, labels[state]) {
                Some(label) => step[labels[state] as usize][label as usize],
                None => f32::NEG_INFINITY,
            })
        });
        let memory_moves = memories.iter().map(|memory| laid_out(&|state, action| memory[state][action]));
        let (step_moves, memory_moves) = (step_moves.collect(), memory_moves.collect());
        Self { steps, memories, step_moves, memory_moves }
    }

    /// These moves, weakened, and with every step those of somebody else.
    #[cfg(feature = "accurate")]
    pub(crate) fn joined(&self, share: f32, other: &StepScores) -> Self {
        let mut steps = self.steps.clone();
        for (row, other) in steps.iter_mut().flat_map(|step| step.iter_mut().zip(other)) {
            row.iter_mut().zip(other).for_each(|(score, other)| *score = *score * share + other);
        }
        let mut memories = self.memories.clone();
        memories.iter_mut().flatten().flatten().for_each(|score| *score *= share);
        Self::new(&steps, &memories)
    }

    /// What a place says of what can happen: all of these together, in this order.
    #[inline]
    pub(super) fn said(&self, step: u8, memories: &[u16; MEMORY_KINDS]) -> [&Moves; 1 + MEMORY_KINDS] {
        let [a, b, c, d] = memories.map(|kind| &self.memory_moves[usize::from(kind).min(MEMORIES - 1)]);
        [&self.step_moves[usize::from(step).min(STEPS - 1)], a, b, c, d]
    }
}

fn put_count(body: &mut Vec<u8>, count: usize) {
    body.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(body: &mut Vec<u8>, text: &str) {
    put_count(body, text.len());
    body.extend(text.as_bytes());
}

/// The bytes not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ModelError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.take(N)?.try_into().map_err(|_| ModelError::Truncated)
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, ModelError> {
        self.array().map(u64::from_le_bytes)
    }

    fn f32(&mut self) -> Result<f32, ModelError> {
        self.array().map(f32::from_le_bytes)
    }

    /// A count of things of so many bytes; no more than the rest can hold, so that a wrong one takes no memory.
    fn count(&mut self, size: usize) -> Result<usize, ModelError> {
        let count = self.u32()? as usize;
        if count.saturating_mul(size) > self.0.len() { Err(ModelError::Truncated) } else { Ok(count) }
    }

    fn bucket(&mut self) -> Result<Bucket, ModelError> {
        let mut bucket = Bucket::EMPTY;
        for tags in &mut bucket.tags {
            *tags = self.u64()?;
        }
        bucket.weights.as_flattened_mut().copy_from_slice(self.take(SLOTS * STORED)?);
        Ok(bucket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        let mut steps = vec![[[0.0; LABELS]; LABELS]; 2];
        steps[1][0][3] = 0.5;
        Weights {
            provenance: "counted by hand".to_owned(),
            features: (1..200u64)
                .map(|n| {
                    let mut scores = [0.0; LABELS];
                    scores[(n % 7) as usize] = n as f32 / 100.0;
                    (n.wrapping_mul(0x9e37_79b9_7f4a_7c15), scores)
                })
                .collect(),
            steps,
            memories: Vec::new(),
            pairs: vec![(7, 0.25), (8, -1.0)],
            confidence: vec![0.1, 0.2],
        }
    }

    #[test]
    fn what_is_packed_can_be_looked_up() {
        let weights = weights();
        let model = Model::pack(&weights, 1 << 20);
        let scores = |features: &[u64]| model.scores(&model.features.buckets.sum(features));
        let mut found = 0;
        for (feature, wanted) in &weights.features {
            let packed = scores(&[*feature]);
            let same = (1..LABELS).all(|at| (packed[at] - (wanted[at] - wanted[0])).abs() < 0.02);
            found += usize::from(same);
        }
        assert!(found > 190, "{found} of 199; a full bucket may turn away a few");
        assert_eq!(scores(&[12345]), [0.0; LABELS], "a feature never seen says nothing");
        let (first, second) = (weights.features[10].0, weights.features[20].0);
        let sum = |at: usize| scores(&[first])[at] + scores(&[second])[at];
        let together = scores(&[first, second]);
        assert!((0..LABELS).all(|at| (together[at] - sum(at)).abs() < 1e-5), "features add up");
        let said = model.moves().said(1, &[0; MEMORY_KINDS]);
        assert_eq!(said[0][0][2][0], 0.5, "a cue begins outside");
        assert_eq!(said[0][0][4][0], f32::NEG_INFINITY, "nothing goes on outside");
        assert_eq!(model.pair(&[7, 8, 9]), -0.75);
    }

    #[test]
    fn too_little_room_keeps_the_strongest() {
        let model = Model::pack(&weights(), 64);
        assert_eq!(model.len(), SLOTS);
        let strongest = 199u64.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        assert!(model.features.buckets.row(strongest) != Row::default());
    }

    #[test]
    fn bytes_come_back() {
        let model = Model::pack(&weights(), 1 << 20);
        let bytes = model.to_bytes();
        let again = Model::from_bytes(&bytes).unwrap();
        assert_eq!(again.to_bytes(), bytes);
        assert_eq!(again.provenance(), "counted by hand");
        assert_eq!(again.len(), model.len());
    }

    #[test]
    fn bad_bytes_are_told_apart() {
        let bytes = Model::pack(&weights(), 1 << 20).to_bytes();
        let error = |bytes: &[u8]| Model::from_bytes(bytes).err();
        assert_eq!(error(b"PK\x03\x04"), Some(ModelError::NotAModel));
        assert_eq!(error(&bytes[..10]), Some(ModelError::Truncated));
        assert_eq!(error(&bytes[..bytes.len() - 1]), Some(ModelError::Checksum));
        let mut other = bytes.clone();
        other[8] = 9;
        assert_eq!(error(&other), Some(ModelError::Version(9)));
        let mut other = bytes.clone();
        *other.last_mut().unwrap() ^= 1;
        assert_eq!(error(&other), Some(ModelError::Checksum));
        let mut longer = bytes[16..].to_vec();
        longer.push(0);
        let mut other = bytes[..12].to_vec();
        other.extend(crc32fast::hash(&longer).to_le_bytes());
        other.extend(longer);
        assert_eq!(error(&other), Some(ModelError::Inconsistent));
    }
}
