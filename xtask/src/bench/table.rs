//! Tables that read well on a terminal and are Markdown, and numbers in them.
//!
//! In: cells. Out: text. Must not know: what is measured.

/// A table; the first column is text, the others are numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|&cell| cell.to_owned()).collect(), rows: Vec::new() }
    }

    /// A row that is shorter is filled up, one that is longer is cut.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().collect();
        row.resize(self.head.len(), String::new());
        self.rows.push(row);
    }

    pub(crate) fn markdown(&self) -> String {
        let width = |column: usize| {
            let cells = std::iter::once(&self.head).chain(&self.rows).map(|row| row[column].chars().count());
            cells.max().unwrap_or(0).max(3)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate().map(|(i, (cell, &width))| match i {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.iter().enumerate().map(|(i, &width)| match i {
            0 => "-".repeat(width),
            _ => format!("{}:", "-".repeat(width - 1)),
        });
        let rule = format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
        line(&self.head) + &rule + &self.rows.iter().map(line).collect::<String>()
    }
}

/// With as many digits as a measurement has: three, and commas between thousands.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    match value.abs() {
        size if size < 10.0 => format!("{value:.2}"),
        size if size < 100.0 => format!("{value:.1}"),
        size if size < 1000.0 => format!("{value:.0}"),
        size => {
            let step = 10_f64.powf(size.log10().floor() - 2.0);
            grouped(((value / step).round() * step) as u64)
        }
    }
}

/// Commas between thousands.
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut shown = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_aligned_markdown() {
        let mut table = Table::new(&["", "MB/s"]);
        table.row(["wc -w".to_owned(), "141".to_owned()]);
        table.row(["dixit — all".to_owned()]);
        let expected = "\
|             | MB/s |
| ----------- | ---: |
| wc -w       |  141 |
| dixit — all |      |
";
        assert_eq!(table.markdown(), expected);
    }

    #[test]
    fn numbers_have_three_digits() {
        let check = |value, shown: &str| assert_eq!(number(value), shown);
        check(1.8765, "1.88");
        check(0.0, "0.00");
        check(34.56, "34.6");
        check(345.6, "346");
        check(3456.7, "3,460");
        check(1_234_567.0, "1,230,000");
        check(f64::NAN, "–");
    }
}
