//! A sheet with a head, a filter, and titles that are printed on each page.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use textwrap::core::display_width;

use crate::wording::answer_word;
use mentorcheck_core::{eval::Answer, format_message, sanitize::single_line};

/// The most UTF-16 code units in a cell.
const MAX_CELL: usize = 32_767;

/// The most rows in a sheet; the last one is for the note on what is left out.
const MAX_ROWS: u32 = 1_048_576;

/// The most characters of a sentence in the header of a page.
const MAX_HEADLINE: usize = 200;

/// A4.
const PAPER: u8 = 9;

/// The height of a line, in points.
const LINE_HEIGHT: f64 = 15.0;

/// The most lines in a row, of which the highest is 409 points.
const MAX_LINES: u32 = 27;

/// The width of a letter, where that of a digit is 1.
const LETTER: f64 = 0.88;

/// What a cell holds.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Empty,
    Number(u32),
    /// May come from a file.
    Text(Box<str>),
    Answer(Answer),
    /// A word in the place of an answer, which asks for attention.
    Marked(Box<str>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(single_line(text).into()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, T::into)
    }
}

/// A column with its title and its width in characters.
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) width: f64,
}

/// How cells look.
pub(crate) struct Formats {
    /// At the foot of each printed page; may be empty.
    footer: String,
    head: Format,
    text: Format,
    /// Excel does not make a formula of the text when someone edits it.
    quoted: Format,
    answers: [(Answer, Format); 4],
    marked: Format,
    /// To be filled in, also by hand.
    boxed: Format,
    boxed_quoted: Format,
}

impl Formats {
    pub(crate) fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let answer = |background: u32, ink: u32| {
            let color = Color::RGB;
            text.clone()
                .set_background_color(color(background))
                .set_font_color(color(ink))
                .set_border(FormatBorder::Hair)
        };
        Self {
            footer: String::new(),
            head: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00D9_E2EC))
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            marked: answer(0x00FF_D966, 0x0066_3C00).set_bold(),
            boxed: text.clone().set_border(FormatBorder::Thin),
            boxed_quoted: text.clone().set_border(FormatBorder::Thin).set_quote_prefix(),
            answers: [
                (Answer::Shown, answer(0x00D8_EFD9, 0x0014_5A22)),
                (Answer::Refuted, answer(0x00F8_D7DA, 0x0084_1C26)),
                (Answer::Open, answer(0x00FF_F3CD, 0x0066_4D03)),
                (Answer::Contradictory, answer(0x00E7_DAF3, 0x004A_2274)),
            ],
            text,
        }
    }

    /// Prints the name of a call and a date at the foot of each page.
    pub(crate) fn with_footer(self, call: Option<&str>, date: Option<&str>) -> Self {
        let parts: Vec<&str> = [call, date].into_iter().flatten().collect();
        let footer: String = single_line(&parts.join(", ")).chars().take(MAX_HEADLINE).collect();
        Self { footer: footer.replace('&', "&&"), ..self }
    }

    fn of_answer(&self, answer: Answer) -> &Format {
        self.answers.iter().find(|(one, _)| *one == answer).map_or(&self.text, |(_, format)| format)
    }
}

/// A sheet that is written row by row.
pub(crate) struct Sheet<'f, 'w> {
    worksheet: &'w mut Worksheet,
    formats: &'f Formats,
    /// The next row, from 0.
    row: u32,
    /// In characters, for each column.
    widths: Vec<f64>,
    /// How many columns are printed.
    printed: Option<u16>,
    /// Whether each cell has a border, and each row some height, so that the sheet can be filled in by hand.
    boxed: bool,
    /// How many rows found no place.
    omitted: usize,
}

impl<'f, 'w> Sheet<'f, 'w> {
    /// Writes the head and sets how the sheet is printed.
    ///
    /// # Errors
    /// When the name is no name of a sheet.
    pub(crate) fn new(
        worksheet: &'w mut Worksheet,
        formats: &'f Formats,
        name: &str,
        columns: Vec<Column>,
    ) -> Result<Self, XlsxError> {
        worksheet.set_name(name)?;
        let mut head_lines = 1;
        for (column, Column { title, width }) in (0..).zip(&columns) {
            worksheet.set_column_width(column, *width)?;
            worksheet.write_string_with_format(0, column, title, &formats.head)?;
            head_lines = head_lines.max(lines_of(title, *width));
        }
        worksheet.set_row_height(0, height_of(head_lines))?;
        worksheet.set_freeze_panes(1, 1)?;
        worksheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        worksheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        worksheet.set_header("&L&A");
        let page = format_message!("xlsx-page", page = "&P", pages = "&N");
        worksheet.set_footer(format!("&L{}&R{page}", formats.footer));
        let widths = columns.into_iter().map(|column| column.width).collect();
        Ok(Self { worksheet, formats, row: 1, widths, printed: None, boxed: false, omitted: 0 })
    }

    /// Prints only the first columns, so that they can be read on paper.
    pub(crate) fn print_only(&mut self, columns: usize) {
        self.printed = u16::try_from(columns).ok();
    }

    /// Offers answers in a column. Others may be written as well.
    ///
    /// # Errors
    /// When they are longer than a list may be.
    pub(crate) fn suggest(&mut self, column: u16, answers: &[String], rows: usize) -> Result<(), XlsxError> {
        let last = u32::try_from(rows).unwrap_or(MAX_ROWS).clamp(1, MAX_ROWS - 1);
        let offer = DataValidation::new().allow_list_strings(answers)?.show_error_message(false);
        self.worksheet.add_data_validation(1, column, last, column, &offer)?;
        Ok(())
    }

    /// Draws boxes that can be filled in by hand.
    pub(crate) fn draw_boxes(&mut self) {
        self.boxed = true;
    }

    /// Puts a sentence at the top of each printed page, after the name of the sheet.
    pub(crate) fn set_headline(&mut self, sentence: &str) {
        // A header holds 255 characters, and begins a code with an ampersand.
        let sentence: String = sentence.chars().take(MAX_HEADLINE).collect();
        self.worksheet.set_header(format!("&L&A&R{}", sentence.replace('&', "&&")));
    }

    /// Writes a row, or counts it if the sheet is full.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn push_row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), XlsxError> {
        if self.row + 1 >= MAX_ROWS {
            self.omitted += 1;
            return Ok(());
        }
        let (row, formats) = (self.row, self.formats);
        let mut lines = if self.boxed { 2 } else { 1 };
        let (text_format, quoted) =
            if self.boxed { (&formats.boxed, &formats.boxed_quoted) } else { (&formats.text, &formats.quoted) };
        for ((column, width), cell) in (0..).zip(&self.widths).zip(cells) {
            // What is not printed does not make a row higher.
            let is_printed = self.printed.is_none_or(|printed| column < printed);
            match cell {
                Cell::Empty if self.boxed => {
                    self.worksheet.write_blank(row, column, text_format)?;
                }
                Cell::Empty => {}
                Cell::Number(number) => {
                    self.worksheet.write_number_with_format(row, column, number, text_format)?;
                }
                Cell::Text(text) => {
                    if is_printed {
                        lines = lines.max(lines_of(&text, *width));
                    }
                    let format = if may_become_formula(&text) { quoted } else { text_format };
                    self.worksheet.write_string_with_format(row, column, fit(&text), format)?;
                }
                Cell::Marked(word) => {
                    self.worksheet.write_string_with_format(row, column, &*word, &formats.marked)?;
                }
                Cell::Answer(answer) => {
                    let format = formats.of_answer(answer);
                    self.worksheet.write_string_with_format(row, column, answer_word(answer), format)?;
                }
            }
        }
        if lines > 1 {
            // Not every program fits the height of a row to its texts when it opens a file.
            self.worksheet.set_row_height(row, height_of(lines))?;
        }
        self.row += 1;
        Ok(())
    }

    /// Sets the filter, and says how many rows are left out.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(self) -> Result<(), XlsxError> {
        let Self { worksheet, formats, row, widths, printed, omitted, boxed: _ } = self;
        let (last_row, last_column) =
            (row.saturating_sub(1), u16::try_from(widths.len()).unwrap_or(u16::MAX).saturating_sub(1));
        worksheet.autofilter(0, 0, last_row, last_column)?;
        if let Some(printed) = printed {
            worksheet.set_print_area(0, 0, last_row, printed.saturating_sub(1))?;
        }
        if omitted > 0 {
            let note = format_message!("xlsx-omitted", count = omitted);
            worksheet.write_string_with_format(row, 0, note, &formats.text)?;
        }
        Ok(())
    }
}

/// About how many lines a text takes in a column, words being kept whole.
fn lines_of(text: &str, width: f64) -> u32 {
    // Letters are on average a little narrower than the digits in which widths are given.
    let mut rest = width;
    let mut lines = 1;
    for word in text.split(' ') {
        let length = f64::from(u32::try_from(display_width(word)).unwrap_or(u32::MAX)) * LETTER;
        if length > rest && rest < width {
            lines += 1;
            rest = width;
        }
        while length > rest && lines < MAX_LINES {
            // A word that is longer than a line is broken.
            lines += 1;
            rest += width;
        }
        rest -= length + LETTER;
    }
    lines
}

/// In points.
fn height_of(lines: u32) -> f64 {
    f64::from(lines.min(MAX_LINES)) * LINE_HEIGHT
}

/// Whether a spreadsheet might read the text as a formula if it were typed.
fn may_become_formula(text: &str) -> bool {
    let starts_formula = |ch: char| matches!(ch, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    text.trim_start().starts_with(starts_formula)
}

/// The text, cut to what a cell can hold.
fn fit(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL {
        return Cow::from(text);
    }
    let mut units = 0;
    let is_within = |ch: &char| {
        units += ch.len_utf16();
        units < MAX_CELL
    };
    Cow::from(text.chars().take_while(is_within).chain(['…']).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_what_a_cell_holds() {
        for (unit, count) in [("a", MAX_CELL), ("é", MAX_CELL), ("😀", MAX_CELL / 2)] {
            let text = unit.repeat(count);
            assert_eq!(fit(&text), text, "{unit}");
            let longer = format!("{text}{unit}{unit}");
            let cut = fit(&longer);
            let length = cut.encode_utf16().count();
            assert!(cut.ends_with('…') && (MAX_CELL - 1..=MAX_CELL).contains(&length), "{unit}: {length}");
        }
    }

    #[test]
    fn rows_are_as_high_as_their_texts() {
        for (text, lines) in [("", 1), ("a b", 1), ("1234567890", 1), ("12345 67890 12345", 2), (&"a".repeat(25), 3)] {
            assert_eq!(lines_of(text, 10.0), lines, "{text}");
        }
        assert!(height_of(lines_of(&"word ".repeat(1_000), 10.0)) <= 409.0);
    }

    #[test]
    fn what_may_become_a_formula_is_marked_as_text() {
        for text in ["=1", "+32", "-1", "@a", " =1", "\u{a0}=1", "＝1"] {
            assert!(may_become_formula(text), "{text}");
        }
        for text in ["1+1=2", "", "a"] {
            assert!(!may_become_formula(text), "{text}");
        }
    }

    #[test]
    fn rows_that_find_no_place_are_counted() -> Result<(), XlsxError> {
        let formats = Formats::new();
        let mut worksheet = Worksheet::new();
        let columns = vec![Column { title: "Number".into(), width: 8.0 }];
        let mut sheet = Sheet::new(&mut worksheet, &formats, "Sheet", columns)?;
        sheet.row = MAX_ROWS - 2;
        for number in 0..4_usize {
            sheet.push_row([Cell::from(number)])?;
        }
        assert_eq!((sheet.row, sheet.omitted), (MAX_ROWS - 1, 3));
        sheet.finish()
    }
}
