//! Rows taken apart into columns, as Parquet stores them (Melnik et al. 2010, “Dremel”).
//!
//! In: rows as trees. Out: for each leaf its values with two levels each, in a row group. Must not know: what the columns mean.
//!
//! Every leaf is optional and every list is there, perhaps empty. So the definition level of a value is the number of lists around it, plus
//! one; that of nothing the number of lists that were entered; and the repetition level is that of the list whose next entry it begins.

use super::schema::{Field, Kind, Node};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedFileWriter;
use std::io::Write;

/// Bytes that a value takes beside its text.
const VALUE_BYTES: usize = 12;

/// The columns of a row group.
pub(super) struct Columns {
    columns: Vec<Column>,
    bytes: usize,
}

struct Column {
    values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Number(Vec<i32>),
    Share(Vec<f64>),
    Flag(Vec<bool>),
}

impl Columns {
    pub(super) fn new(fields: &[Field]) -> Self {
        let mut columns = Vec::new();
        add_leaves(fields, &mut columns);
        Self { columns, bytes: 0 }
    }

    /// About how many bytes the values take; 0 where there is no row.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row.
    pub(super) fn push(&mut self, fields: &[Field], row: &[Node]) {
        self.take(fields, Some(row), Levels { entered: 0, repeated: 0 }, 0);
    }

    /// Adds a row, or an entry of a list, to the columns from one on; without nodes, nothing of each. Returns the column after them.
    fn take(&mut self, fields: &[Field], nodes: Option<&[Node]>, levels: Levels, first: usize) -> usize {
        let mut at = first;
        for (position, field) in fields.iter().enumerate() {
            let node = nodes.and_then(|nodes| nodes.get(position)).unwrap_or(&Node::Nothing);
            at = match (&field.kind, node) {
                (Kind::List(inner), Node::List(entries)) if !entries.is_empty() => {
                    let entered = levels.entered + 1;
                    let mut next = at;
                    for (position, entry) in entries.iter().enumerate() {
                        let repeated = if position == 0 { levels.repeated } else { entered };
                        next = self.take(inner, Some(entry), Levels { entered, repeated }, at);
                    }
                    next
                }
                (Kind::List(inner), _) => self.take(inner, None, levels, at),
                (_, node) => {
                    self.leaf(node, levels, at);
                    at + 1
                }
            };
        }
        at
    }

    fn leaf(&mut self, node: &Node, levels: Levels, at: usize) {
        let Some(column) = self.columns.get_mut(at) else { return };
        let is_there = match (&mut column.values, node) {
            (Values::Text(values), Node::Text(text)) => {
                self.bytes += text.len();
                values.push(ByteArray::from(text.as_str()));
                true
            }
            (Values::Number(values), Node::Number(number)) => {
                values.push(*number);
                true
            }
            (Values::Share(values), Node::Share(share)) => {
                values.push(*share);
                true
            }
            (Values::Flag(values), Node::Flag(flag)) => {
                values.push(*flag);
                true
            }
            _ => false,
        };
        column.definitions.push(levels.entered + i16::from(is_there));
        column.repetitions.push(levels.repeated);
        self.bytes += VALUE_BYTES;
    }

    /// Writes them as a row group.
    pub(super) fn write<W: Write + Send>(&self, out: &mut SerializedFileWriter<W>) -> Result<()> {
        let mut group = out.next_row_group()?;
        for Column { values, definitions, repetitions } in &self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            // Levels of what is never repeated are not stored.
            let (definitions, repetitions) = (Some(&definitions[..]), Some(&repetitions[..]));
            match values {
                Values::Text(values) => {
                    writer.typed::<ByteArrayType>().write_batch(values, definitions, repetitions)?
                }
                Values::Number(values) => {
                    writer.typed::<Int32Type>().write_batch(values, definitions, repetitions)?
                }
                Values::Share(values) => {
                    writer.typed::<DoubleType>().write_batch(values, definitions, repetitions)?
                }
                Values::Flag(values) => {
                    writer.typed::<BoolType>().write_batch(values, definitions, repetitions)?
                }
            };
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// Where a value stands among lists.
#[derive(Clone, Copy)]
struct Levels {
    /// How many lists were entered.
    entered: i16,
    /// Which of them it begins the next entry of; 0 for a new row.
    repeated: i16,
}

fn add_leaves(fields: &[Field], columns: &mut Vec<Column>) {
    for field in fields {
        let values = match &field.kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Number | Kind::Day => Values::Number(Vec::new()),
            Kind::Share => Values::Share(Vec::new()),
            Kind::Flag => Values::Flag(Vec::new()),
            Kind::List(inner) => {
                add_leaves(inner, columns);
                continue;
            }
        };
        columns.push(Column { values, definitions: Vec::new(), repetitions: Vec::new() });
    }
}
