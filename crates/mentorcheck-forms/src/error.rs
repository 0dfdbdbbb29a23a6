//! Why a questionnaire cannot be read from a schema, or a form not be rendered.

use mentorcheck_core::schema::VocabularyError;
use mentorcheck_docx::DocxError;
use rust_xlsxwriter::XlsxError;

#[derive(Debug, thiserror::Error)]
pub enum FormError {
    #[error("the schema is not JSON: {0}")]
    InvalidJson(#[from] serde_json::Error),
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    #[error("the schema gives no `x-number` for `{0}`")]
    MissingNumber(String),
    #[error("the schema gives `{first}` and `{second}` the same `x-number`")]
    RepeatedNumber { first: String, second: String },
    /// Answers are recognised by their wording in a workbook.
    #[error("the schema words two answers to `{field}` as “{label}”")]
    RepeatedLabel { field: String, label: String },
    #[error("the schema has no evidence section")]
    NoEvidence,
    /// For `XLSForm`, whose names are names of XML elements.
    #[error("the schema names `{0}`; a form can use letters, digits and single underscores, after a letter")]
    InvalidName(String),
    #[error("there is no question about `{0}`")]
    UnknownField(String),
    /// For workbooks.
    #[error(
        "the text for question {number} has {length} characters, and a cell holds {limit}. Shorten it in the description"
    )]
    TextTooLong { number: u32, length: usize, limit: usize },
    #[error("the description has {count} entries of evidence, and a form holds {limit}")]
    TooMuchEvidence { count: usize, limit: usize },
    /// For `XLSForm`, where several texts share one line.
    #[error(
        "a text for question {number} contains a semicolon and a space, which separate the texts in this form. \
         Write a comma instead"
    )]
    SeparatorInText { number: u32 },
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Document(#[from] DocxError),
}
