//! The transformer: embeddings, layers, label scores. Post-normalised, as BERT is (Devlin et al. 2019).
//!
//! In: bytes of a model file; a [`Window`] of word pieces. Out: [`Scores`] of the labels of each word. Must not know: text,
//! tokens, how labels become spans.

use super::attention::{self, attend};
use super::file::{EncoderError, File, unfit};
use super::linear::{Input, Linear, Multipliers, Room};
use super::rows::{AddNorm, LANES};
use super::stored::Stored;
use crate::fast::{HINTS, LABELS, Scores, StepScores};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::Gelu;
use std::fmt;

pub(super) use super::linear::Precision;

/// Word pieces that are read together: whole paragraphs, at most as many pieces as the model has places for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// Ids of the vocabulary: `[CLS]` first, `[SEP]` between paragraphs and last.
    pub(super) pieces: Vec<u32>,
    /// The hints of each piece, 0 for special ones.
    pub(super) hints: Vec<[u8; HINTS]>,
    /// Where in `pieces` the first piece of each word is.
    pub(super) heads: Vec<u32>,
}

/// A transformer that scores the labels of words.
///
/// The same window gives the same scores on any number of threads and whatever is read before or beside it.
///
/// Optimised builds need inlining between crates, as cargo's own profiles have it: with `lto = "off"` they are ten times slower.
pub(super) struct Encoder {
    about: String,
    tokenizer: Vec<u8>,
    confidence: Vec<f32>,
    starts: Scores,
    transitions: StepScores,
    precision: Precision,
    attention_heads: usize,
    words: Stored<'static>,
    places: Vec<f32>,
    hints: [Vec<f32>; HINTS],
    norm: Norm,
    layers: Vec<Layer>,
    labels: Linear,
}

struct Layer {
    /// Queries, keys and values of a piece, one after the other.
    attend: Linear,
    out: Linear,
    attention_norm: Norm,
    inner: Linear,
    outer: Linear,
    output_norm: Norm,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(file: &File<'_>, name: &str, width: usize) -> Result<Self, EncoderError> {
        Ok(Self {
            weight: file.floats(&format!("{name}.weight"), Some(width))?,
            bias: file.floats(&format!("{name}.bias"), Some(width))?,
        })
    }

    fn add(&self, row: &mut [f32], add: &[f32]) {
        AddNorm { row, add, weight: &self.weight, bias: &self.bias }.dispatch();
    }
}

impl Layer {
    fn read(
        file: &File<'_>,
        at: usize,
        sizes: (usize, usize),
        precision: Precision,
    ) -> Result<Self, EncoderError> {
        let (width, heads) = sizes;
        let name = |part: &str| format!("layer.{at}.{part}");
        let matrix = |part: &str, rows: usize, columns: usize| {
            file.matrix(&name(&format!("{part}.weight")), Some(rows), columns)
        };
        let bias = |part: &str, length: Option<usize>| file.floats(&name(&format!("{part}.bias")), length);
        let linear = |part: &str, rows: usize, columns: usize| {
            let bias = bias(part, Some(rows))?;
            Ok(Linear::new(&[(&matrix(part, rows, columns)?, 1.0)], bias, precision))
        };

        // Queries are divided by the root of their head's width here, once, instead of their products each time.
        let share = ((width / heads) as f32).sqrt().recip();
        let [query, key, value] = ["query", "key", "value"].map(|part| matrix(part, width, width));
        let mut biases = bias("query", Some(width))?;
        biases.iter_mut().for_each(|bias| *bias *= share);
        biases.extend(bias("key", Some(width))?);
        biases.extend(bias("value", Some(width))?);
        let inner_width = row_width(&name("inner.bias"), bias("inner", None)?.len())?;
        Ok(Self {
            attend: Linear::new(&[(&query?, share), (&key?, 1.0), (&value?, 1.0)], biases, precision),
            out: linear("out", width, width)?,
            attention_norm: Norm::read(file, &name("attention.norm"), width)?,
            inner: linear("inner", inner_width, width)?,
            outer: linear("outer", width, inner_width)?,
            output_norm: Norm::read(file, &name("output.norm"), width)?,
        })
    }
}

/// What a window is computed in; made once for each.
struct State {
    multipliers: Multipliers,
    /// The pieces, a row each.
    rows: Vec<f32>,
    input: Input,
    next: Input,
    room: Room,
    attending: Vec<f32>,
    attended: Vec<f32>,
    attention: attention::Room,
}

impl Encoder {
    /// An encoder from the bytes of a model file.
    ///
    /// # Errors
    /// Where the bytes are no model, of another version, or damaged, or where something in it is missing or of a wrong size.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, EncoderError> {
        Self::with_precision(bytes, Precision::default())
    }

    /// The same, its linear maps kept as `precision` says.
    ///
    /// # Errors
    /// As [`Encoder::from_bytes`].
    pub(super) fn with_precision(bytes: &[u8], precision: Precision) -> Result<Self, EncoderError> {
        let file = File::open(bytes)?;
        let width = row_width("norm.weight", file.floats("norm.weight", None)?.len())?;
        let heads = file.number("heads")?;
        let attention_heads = usize::try_from(heads)
            .ok()
            .filter(|heads| *heads > 0 && width % heads == 0)
            .ok_or_else(|| unfit("heads", format!("a divisor of {width}"), heads.to_string()))?;
        let table = |name: &str| {
            let stored = file.matrix(name, None, width)?;
            let mut rows = vec![0.0; stored.rows * width];
            rows.chunks_exact_mut(width).enumerate().for_each(|(at, row)| stored.read(at, row));
            Ok(rows)
        };
        let mut hints: [Vec<f32>; HINTS] = Default::default();
        for (hint, rows) in hints.iter_mut().enumerate() {
            *rows = table(&format!("hint.{hint}"))?;
        }
        let beyond = format!("hint.{HINTS}");
        if file.has_matrix(&beyond) {
            return Err(unfit(&beyond, "absent".to_owned(), "there".to_owned()));
        }
        let layers = (0..).take_while(|at| file.has_matrix(&format!("layer.{at}.query.weight")));
        let layers: Result<Vec<Layer>, EncoderError> =
            layers.map(|at| Layer::read(&file, at, (width, attention_heads), precision)).collect();
        let labels = file.matrix("label.weight", Some(LABELS), width)?;
        let steps = file.floats("transitions", Some(LABELS * LABELS))?;
        let mut transitions = StepScores::default();
        for (scores, steps) in transitions.iter_mut().zip(steps.chunks_exact(LABELS)) {
            scores.copy_from_slice(steps);
        }
        let mut starts = Scores::default();
        starts.copy_from_slice(&file.floats("starts", Some(LABELS))?);
        Ok(Self {
            about: file.string("about")?.to_owned(),
            confidence: file.numbers("confidence")?,
            tokenizer: file.bytes("tokenizer")?.to_vec(),
            starts,
            transitions,
            precision,
            attention_heads,
            words: file.matrix("word", None, width)?.into_owned(),
            places: table("place")?,
            hints,
            norm: Norm::read(&file, "norm", width)?,
            layers: layers?,
            // The last map is small and decides: its weights stay floats.
            labels: Linear::new(
                &[(&labels, 1.0)],
                file.floats("label.bias", Some(LABELS))?,
                Precision::Float,
            ),
        })
    }

    /// The scores of the labels of each word of a window, in the order of its heads.
    ///
    /// An id, hint or head that is out of range reads as 0; pieces beyond the last place are not read. Quadratic in the pieces.
    ///
    /// # Threads
    /// `rten-gemm` cuts its products into parts for the `rayon` pool that it is called in, or else for the global pool, which
    /// rayon starts when first asked for. A thread that shall do its own work alone, and start none, is made a pool of one:
    /// `ThreadPoolBuilder::new().num_threads(1).use_current_thread().build()`.
    pub(super) fn read(&self, window: &Window) -> Vec<Scores> {
        let mut state = self.embed(window);
        if state.rows.is_empty() {
            return vec![Scores::default(); window.heads.len()];
        }
        for layer in &self.layers {
            self.pass(layer, &mut state);
        }
        let width = self.width();
        let mut heads = Input::new(Precision::Float);
        for head in &window.heads {
            let row = state.rows.chunks_exact(width).nth(*head as usize);
            heads.push(row.unwrap_or(&state.rows[..width]));
        }
        let mut found = Vec::with_capacity(window.heads.len());
        self.labels.map(&state.multipliers, &heads, &mut state.room, |_, row| {
            let mut scores = Scores::default();
            scores.copy_from_slice(row);
            found.push(scores);
        });
        found
    }

    /// The `tokenizer.json` that cuts words into pieces.
    pub(super) fn tokenizer_json(&self) -> &[u8] {
        &self.tokenizer
    }

    /// Scores of the steps from each label (first index) to each label.
    pub(super) fn transitions(&self) -> &StepScores {
        &self.transitions
    }

    /// Scores of the labels of a first word.
    pub(super) fn starts(&self) -> &Scores {
        &self.starts
    }

    /// What the signs of a right attribution say where this encoder had a voice; nothing where that was not measured.
    pub(super) fn confidence(&self) -> &[f32] {
        &self.confidence
    }

    /// Where the model comes from: data, licences, settings.
    pub(super) fn about(&self) -> &str {
        &self.about
    }

    /// How many pieces a window may have.
    pub(super) fn places(&self) -> usize {
        self.places.len() / self.width()
    }

    fn width(&self) -> usize {
        self.norm.weight.len()
    }

    fn embed(&self, window: &Window) -> State {
        let width = self.width();
        let count = window.pieces.len().min(self.places());
        let mut rows = vec![0.0; count * width];
        let mut input = Input::new(self.precision);
        let mut sum = vec![0.0; width];
        for (at, (row, piece)) in rows.chunks_exact_mut(width).zip(&window.pieces).enumerate() {
            self.words.read(*piece as usize, row);
            sum.copy_from_slice(&self.places[at * width..][..width]);
            let hints = window.hints.get(at).copied().unwrap_or_default();
            for (table, hint) in self.hints.iter().zip(hints) {
                let from = usize::from(hint) * width;
                let values = table.get(from..from + width).unwrap_or(&table[..width]);
                sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
            }
            self.norm.add(row, &sum);
            input.push(row);
        }
        State {
            multipliers: Multipliers::new(),
            rows,
            input,
            next: Input::new(self.precision),
            room: Room::default(),
            attending: vec![0.0; 3 * count * width],
            attended: vec![0.0; count * width],
            attention: attention::Room::default(),
        }
    }

    fn pass(&self, layer: &Layer, state: &mut State) {
        let width = self.width();
        let State { multipliers, rows, input, next, room, attending, attended, attention } = state;
        layer.attend.map(multipliers, input, room, |at, row| {
            attending[at * 3 * width..][..3 * width].copy_from_slice(row);
        });
        attend(&multipliers.float, attending, (width, self.attention_heads), attention, attended);

        input.clear();
        attended.chunks_exact(width).for_each(|row| input.push(row));
        layer.out.map(multipliers, input, room, |at, row| {
            let sum = &mut rows[at * width..][..width];
            layer.attention_norm.add(sum, row);
            next.push(sum);
        });

        input.clear();
        layer.inner.map(multipliers, next, room, |_, row| {
            Gelu {}.map_mut(row);
            input.push(row);
        });

        next.clear();
        layer.outer.map(multipliers, input, room, |at, row| {
            let sum = &mut rows[at * width..][..width];
            layer.output_norm.add(sum, row);
            next.push(sum);
        });
        input.clear();
        std::mem::swap(input, next);
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder")
            .field("about", &self.about)
            .field("precision", &self.precision)
            .field("width", &self.width())
            .field("layers", &self.layers.len())
            .finish_non_exhaustive()
    }
}

/// A width of rows that the processor's vectors divide.
fn row_width(name: &str, width: usize) -> Result<usize, EncoderError> {
    if width > 0 && width.is_multiple_of(LANES) {
        Ok(width)
    } else {
        Err(unfit(name, format!("a multiple of {LANES} numbers"), width.to_string()))
    }
}
