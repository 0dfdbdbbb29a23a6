//! Options of renderers.

use textwrap::WordSplitter;

/// The width of text, in columns.
pub const WIDTH: usize = 90;

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct TextOptions {
    /// Whether colours support what words and symbols say anyway.
    pub color: bool,
    /// Whether it is to be read aloud: sentences instead of drawings.
    pub screen_reader: bool,
    /// Whether every finding and question is shown, not only what decides.
    pub full: bool,
    /// Whether programmes that pass are left out.
    pub quiet: bool,
    /// How wide a line may be, in columns.
    pub width: usize,
}

/// Plain text of the usual width.
impl Default for TextOptions {
    fn default() -> Self {
        Self { color: false, screen_reader: false, full: false, quiet: false, width: WIDTH }
    }
}

impl TextOptions {
    /// How lines are wrapped: never inside a word, so that names of fields and values stay whole.
    pub(crate) fn wrapping(self) -> textwrap::Options<'static> {
        textwrap::Options::new(self.width).word_splitter(WordSplitter::NoHyphenation)
    }
}

/// How the page is to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// The call for proposals that the programmes answer, for the cover.
    pub call: Option<String>,
    /// The date on the cover, as it is to be printed: the program does not read the clock for a report.
    pub date: Option<String>,
    /// Whether each programme has only what decides on it, on one printed page.
    pub brief: bool,
}

#[derive(Debug, Clone, Default)]
pub struct RenderOptions {
    pub text: TextOptions,
    pub page: PageOptions,
    pub table: TableOptions,
}

/// How tables are written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Excel recognizes UTF-8 by its byte-order mark.
    pub byte_order_mark: bool,
    pub separator: Separator,
}

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Separator {
    #[default]
    Comma,
    /// As Excel expects it where decimals have a comma.
    Semicolon,
    Tab,
}

impl Separator {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}
