//! The encoder against scores that were computed elsewhere, on several threads, and on damaged files. What time and memory the
//! full size takes is printed where asked for:
//! `cargo test --release -p dixit-attribution --features accurate full_size -- --ignored --nocapture`.

use super::encoder::{Encoder, Precision, Window};
use super::file::EncoderError;
use crate::fast::{HINTS, Scores};
use safetensors::tensor::{Dtype, TensorView, serialize};
use std::collections::HashMap;
use std::time::Instant;

/// How far scores of floats may be from those computed in double precision.
const FLOAT: f32 = 1e-5;

/// How far scores of whole numbers may be from those of floats: the scores of these random models are as large as 3.
const WHOLE: f32 = 0.15;

macro_rules! testdata {
    ($name:literal) => {
        include_bytes!(concat!("../../testdata/accurate/", $name))
    };
}

const TINY: &[u8] = testdata!("tiny.safetensors");
const TINY_PACKED: &[u8] = testdata!("tiny-q4.safetensors");

/// The windows of a file beside a model, each with its scores.
fn windows(expected: &[u8]) -> Vec<(Window, Vec<Scores>)> {
    let expected: serde_json::Value = serde_json::from_slice(expected).unwrap();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let ids = |value: &serde_json::Value| numbers(value).iter().map(|number| *number as u32).collect();
    let read = |window: &serde_json::Value| {
        let hints = window["hints"].as_array().unwrap().iter().map(|values| {
            let values = numbers(values);
            std::array::from_fn(|at| values[at] as u8)
        });
        let scores = window["scores"].as_array().unwrap().iter().map(|values| {
            let values = numbers(values);
            std::array::from_fn(|at| values[at] as f32)
        });
        let scores = scores.collect();
        (
            Window { pieces: ids(&window["pieces"]), hints: hints.collect(), heads: ids(&window["heads"]) },
            scores,
        )
    };
    expected["windows"].as_array().unwrap().iter().map(read).collect()
}

/// The largest difference of two scores.
fn distance(a: &[Scores], b: &[Scores]) -> f32 {
    assert_eq!(a.len(), b.len());
    let both = a.iter().flatten().zip(b.iter().flatten());
    both.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

fn check(model: &[u8], expected: &[u8], precision: Precision, bound: f32) {
    let encoder = Encoder::with_precision(model, precision).unwrap();
    for (window, expected) in windows(expected) {
        let off = distance(&encoder.read(&window), &expected);
        println!("{} pieces, {precision:?}: {off:e} off", window.pieces.len());
        assert!(off < bound, "{} pieces, {precision:?}: {off} off", window.pieces.len());
    }
}

#[test]
fn floats_give_the_scores_of_another_implementation() {
    check(TINY, testdata!("tiny.json"), Precision::Float, FLOAT);
    check(TINY_PACKED, testdata!("tiny-q4.json"), Precision::Float, FLOAT);
}

#[test]
fn whole_numbers_give_nearly_the_same_scores() {
    check(TINY, testdata!("tiny.json"), Precision::Whole, WHOLE);
    check(TINY_PACKED, testdata!("tiny-q4.json"), Precision::Whole, WHOLE);
}

#[test]
fn strings_and_transitions_come_as_they_are_stored() {
    let encoder = Encoder::from_bytes(TINY).unwrap();
    assert!(encoder.about().starts_with("Random numbers"));
    assert_eq!(encoder.tokenizer_json(), br#"{"tiny":true}"#);
    assert_eq!(encoder.places(), 64);
    let expected: serde_json::Value = serde_json::from_slice(testdata!("tiny.json")).unwrap();
    assert_eq!(f64::from(encoder.starts()[2]) as f32, expected["starts"][2].as_f64().unwrap() as f32);
    assert_eq!(encoder.transitions()[1][4], expected["transitions"][1][4].as_f64().unwrap() as f32);
}

#[test]
fn scores_do_not_depend_on_threads() {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Encoder>();
    for precision in [Precision::Whole, Precision::Float] {
        let encoder = Encoder::with_precision(TINY_PACKED, precision).unwrap();
        let read = || -> Vec<_> {
            windows(testdata!("tiny-q4.json")).iter().map(|(window, _)| encoder.read(window)).collect()
        };
        let on =
            |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(read);
        // As the documentation of `Encoder::read` has it: a thread that is its own pool.
        let alone = || {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
            assert!(pool.is_ok() && rayon::current_num_threads() == 1);
            read()
        };
        let expected = std::thread::scope(|scope| scope.spawn(alone).join().unwrap());
        assert_eq!(expected, on(1));
        assert_eq!(expected, on(3));
        assert_eq!(expected, read());
    }
}

#[test]
fn what_is_out_of_range_reads_as_the_first() {
    let encoder = Encoder::from_bytes(TINY).unwrap();
    let far = Window { pieces: vec![u32::MAX, 3], hints: vec![[255; HINTS]], heads: vec![0, u32::MAX, 1] };
    let near = Window { pieces: vec![0, 3], hints: vec![[0; HINTS]; 2], heads: vec![0, 0, 1] };
    assert_eq!(encoder.read(&far), encoder.read(&near));
    let none = Window { heads: vec![0, 5], ..Window::default() };
    assert_eq!(encoder.read(&none), [Scores::default(); 2]);
    assert_eq!(encoder.read(&Window { pieces: vec![1], ..Window::default() }), [] as [Scores; 0]);
    let mut long = Window { pieces: vec![1; 100_000], hints: Vec::new(), heads: vec![99_999, 3] };
    let read = encoder.read(&long);
    long.pieces.truncate(encoder.places());
    long.heads[0] = 0;
    assert_eq!(read, encoder.read(&long));
}

#[test]
fn damaged_files_are_errors() {
    let error = |bytes: &[u8]| Encoder::from_bytes(bytes).err();
    assert_eq!(error(b""), Some(EncoderError::NotAModel));
    assert_eq!(error(&TINY[..TINY.len() - 1]), Some(EncoderError::NotAModel));
    assert_eq!(error(include_bytes!("../../models/fast.bin")), Some(EncoderError::NotAModel));
    let mut damaged = TINY.to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(error(&damaged), Some(EncoderError::Checksum));
    // Any byte of the header may have changed: an error or not, but no panic.
    let header = u64::from_le_bytes(TINY[..8].try_into().unwrap()) as usize;
    for at in (0..8 + header).step_by(7) {
        for flip in [1, 4, 128] {
            damaged.copy_from_slice(TINY);
            damaged[at] ^= flip;
            _ = error(&damaged);
        }
    }
}

/// The error of a model of which something was changed: its strings, and its tensors by name.
fn check_error(change: impl FnOnce(&mut HashMap<String, String>, &mut Tensors), expected: &str) {
    let (mut strings, mut tensors) = random_model(Sizes::TINY);
    change(&mut strings, &mut tensors);
    assert_eq!(Encoder::from_bytes(&file(strings, &tensors)).err().unwrap().to_string(), expected);
}

#[test]
fn errors_say_what_is_wrong_and_what_to_do() {
    check_error(
        |strings, _| drop(strings.insert("version".into(), "9".into())),
        "a model of version 9, but this program reads version 1; get the model of this version of dixit",
    );
    check_error(|strings, _| drop(strings.remove("about")), "the model has no `about`; export it again");
    check_error(
        |strings, _| drop(strings.insert("heads".into(), "5".into())),
        "the model's `heads` should be a divisor of 64, but is 5; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.remove("layer.1.key.weight.q4")),
        "the model has no `layer.1.key.weight`; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.insert("starts".into(), floats(&[6], 0.0))),
        "the model's `starts` should be 7 numbers, but is of shape [6]; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.insert("label.weight".into(), floats(&[7, 32], 0.0))),
        "the model's `label.weight` should be [7, 64], but is [7, 32]; export it again",
    );
    check_error(
        |_, tensors| {
            drop(tensors.insert("layer.0.out.weight.scale".into(), (Dtype::F16, vec![64, 1], vec![0; 128])))
        },
        "the model's `layer.0.out.weight.scale` should be [64, 2], one for each 32 columns, but is [64, 1]; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.insert("norm.weight".into(), floats(&[0], 0.0))),
        "the model's `norm.weight` should be a multiple of 32 numbers, but is 0; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.insert("word".into(), (Dtype::U8, vec![4], vec![0; 4]))),
        "the model's `word` should be of type F32, but is of type U8; export it again",
    );
    check_error(
        |_, tensors| drop(tensors.insert("hint.8".into(), floats(&[1, 64], 0.0))),
        "the model's `hint.8` should be absent, but is there; export it again",
    );
}

#[derive(Clone, Copy)]
struct Sizes {
    width: usize,
    heads: usize,
    layers: usize,
    inner: usize,
    vocabulary: usize,
}

impl Sizes {
    const TINY: Self = Self { width: 64, heads: 2, layers: 2, inner: 128, vocabulary: 50 };
    const FULL: Self = Self { width: 384, heads: 12, layers: 6, inner: 1536, vocabulary: 30522 };
}

type Tensors = HashMap<String, (Dtype, Vec<usize>, Vec<u8>)>;

fn floats(shape: &[usize], size: f32) -> (Dtype, Vec<usize>, Vec<u8>) {
    let mut random = Random(shape.len() as u64);
    let values = (0..shape.iter().product()).flat_map(|_| (random.number() * size).to_le_bytes());
    (Dtype::F32, shape.to_vec(), values.collect())
}

/// A model of random 4-bit weights.
fn random_model(sizes: Sizes) -> (HashMap<String, String>, Tensors) {
    let Sizes { width, heads, layers, inner, vocabulary } = sizes;
    let mut random = Random(1);
    let mut tensors = Tensors::new();
    let mut packed = |tensors: &mut Tensors, name: &str, rows: usize, columns: usize| {
        let nibbles = (0..rows * columns / 2).map(|_| random.next() as u8).collect();
        tensors.insert(format!("{name}.q4"), (Dtype::U8, vec![rows, columns / 2], nibbles));
        let scales = (0..rows * columns / 32).flat_map(|_| 0x2000_u16.to_le_bytes()).collect(); // 2⁻⁷
        tensors.insert(format!("{name}.scale"), (Dtype::F16, vec![rows, columns / 32], scales));
    };
    packed(&mut tensors, "word", vocabulary, width);
    tensors.insert("place".into(), floats(&[256, width], 0.1));
    (0..HINTS).for_each(|hint| drop(tensors.insert(format!("hint.{hint}"), floats(&[9, width], 0.1))));
    let mut norms = vec!["norm".to_owned()];
    for layer in 0..layers {
        let parts = [
            ("query", width),
            ("key", width),
            ("value", width),
            ("out", width),
            ("inner", inner),
            ("outer", width),
        ];
        for (part, rows) in parts {
            let name = format!("layer.{layer}.{part}");
            packed(
                &mut tensors,
                &format!("{name}.weight"),
                rows,
                if part == "outer" { inner } else { width },
            );
            tensors.insert(format!("{name}.bias"), floats(&[rows], 0.1));
        }
        norms.extend([format!("layer.{layer}.attention.norm"), format!("layer.{layer}.output.norm")]);
    }
    for norm in norms {
        tensors.insert(format!("{norm}.weight"), floats(&[width], 1.0));
        tensors.insert(format!("{norm}.bias"), floats(&[width], 0.1));
    }
    tensors.insert("label.weight".into(), floats(&[7, width], 0.1));
    tensors.insert("label.bias".into(), floats(&[7], 0.1));
    tensors.insert("transitions".into(), floats(&[7, 7], 1.0));
    tensors.insert("starts".into(), floats(&[7], 1.0));
    tensors.insert("tokenizer".into(), (Dtype::U8, vec![2], b"{}".to_vec()));
    let strings = [("format", "dixit-accurate"), ("version", "1"), ("about", "random")];
    let mut strings: HashMap<String, String> =
        strings.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    strings.insert("heads".into(), heads.to_string());
    (strings, tensors)
}

/// The bytes of a model file.
fn file(mut strings: HashMap<String, String>, tensors: &Tensors) -> Vec<u8> {
    let views: Vec<(&str, TensorView<'_>)> = tensors
        .iter()
        .map(|(name, (kind, shape, bytes))| {
            (name.as_str(), TensorView::new(*kind, shape.clone(), bytes).unwrap())
        })
        .collect();
    let write = |strings: &HashMap<String, String>| {
        serialize(views.iter().map(|(name, view)| (*name, view)), Some(strings.clone().into_iter().collect()))
            .unwrap()
    };
    let bytes = write(&strings);
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    strings.insert("crc32".into(), crc32fast::hash(&bytes[8 + header..]).to_string());
    write(&strings)
}

/// Numbers without a pattern, the same each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Between -1 and 1.
    fn number(&mut self) -> f32 {
        self.next() as f32 / (1_u64 << 30) as f32 - 1.0
    }
}

/// Prints what the full size takes.
fn print_full_size(precision: Precision) {
    let bytes = {
        let (strings, tensors) = random_model(Sizes::FULL);
        file(strings, &tensors)
    };
    let start = Instant::now();
    let encoder = Encoder::with_precision(&bytes, precision).unwrap();
    println!("{precision:?}: {} bytes loaded in {:?}", bytes.len(), start.elapsed());
    drop(bytes);
    let mut random = Random(2);
    let windows: Vec<Window> = (0..40)
        .map(|_| Window {
            pieces: (0..200).map(|_| random.next() as u32 % 30522).collect(),
            hints: vec![[1; HINTS]; 200],
            heads: (0..150).collect(),
        })
        .collect();
    let read = || {
        encoder.read(&windows[0]);
        let start = Instant::now();
        windows.iter().for_each(|window| drop(encoder.read(window)));
        println!("{precision:?}: {:.0} pieces per second", 8000.0 / start.elapsed().as_secs_f64());
    };
    // In a pool of one thread nothing is handed to others.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    (0..3).for_each(|_| pool.install(read));
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmRSS")).for_each(|line| println!("{line}"));
    }
}

#[test]
#[ignore = "takes seconds; prints figures"]
fn full_size_in_whole_numbers() {
    print_full_size(Precision::Whole);
}

#[test]
#[ignore = "takes seconds; prints figures"]
fn full_size_in_floats() {
    print_full_size(Precision::Float);
}
