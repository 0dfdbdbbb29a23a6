//! Why a call of the page failed.

use mentorcheck_core::pack::PackError;
use mentorcheck_forms::FormError;
use mentorcheck_render::xlsx::WorkbookError;
use serde_json::json;

/// Why a call failed, for the page's messages.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("{0}")]
    Form(#[from] FormError),
    #[error("{0}")]
    Rules(#[from] PackError),
    /// The script sent something that is no set of answers.
    #[error("these are no answers: {0}")]
    NotAnswers(#[from] serde_json::Error),
    #[error("there is no format `{0}`")]
    UnknownFormat(String),
    #[error("the rules are not in this page")]
    NoRules,
    #[error("{0}")]
    Table(#[from] WorkbookError),
}

impl EngineError {
    /// A name that never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form(_) => "form",
            Self::Rules(_) | Self::NoRules => "rules",
            Self::NotAnswers(_) => "answers",
            Self::UnknownFormat(_) => "format",
            Self::Table(_) => "table",
        }
    }

    /// The error as the script receives it.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({"code": self.code(), "message": self.to_string()}).to_string()
    }
}
