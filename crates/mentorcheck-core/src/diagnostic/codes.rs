//! Diagnostic codes that do not come from a rule pack: errors in files, configuration, evidence and packs. A test
//! compares the list with the code; what people read about a code is in the catalogue of messages.

use super::severity::Severity;
use crate::catalogue::{attribute, message};

/// The code of findings on a programme's label.
pub const LABEL_CODE: &str = "label/not-supported";

/// A code, and the severity of its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinCode {
    /// Stable and never reused.
    pub code: &'static str,
    /// Severity of its findings, unless the configuration sets another.
    pub severity: Severity,
}

impl BuiltinCode {
    /// The id of its message, whose attributes are `why` and `help`: `code-schema-unnamed` for `schema/unnamed`.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("code-{}", self.code.replace('/', "-"))
    }

    /// What the code means, without a full stop.
    #[must_use]
    pub fn title(&self) -> String {
        message(&self.message_id())
    }

    /// Why it matters, in sentences.
    #[must_use]
    pub fn rationale(&self) -> String {
        attribute(&self.message_id(), "why")
    }

    /// What to do about it, in sentences.
    #[must_use]
    pub fn help(&self) -> String {
        attribute(&self.message_id(), "help")
    }
}

const fn code(code: &'static str, severity: Severity) -> BuiltinCode {
    BuiltinCode { code, severity }
}

/// The severity of a built-in code; that of an error for others.
#[must_use]
pub fn severity(code: &str) -> Severity {
    CODES.binary_search_by_key(&code, |entry| entry.code).map_or(Severity::Error, |index| CODES[index].severity)
}

/// Sorted by code.
pub const CODES: &[BuiltinCode] = &[
    code("allow/never", Severity::Warning),
    code("allow/no-reason", Severity::Warning),
    code("allow/not-honoured", Severity::Warning),
    code("allow/not-understood", Severity::Warning),
    code("allow/renamed-code", Severity::Warning),
    code("allow/too-many", Severity::Warning),
    code("allow/unknown-code", Severity::Warning),
    code("allow/unused", Severity::Warning),
    code("baseline/former-version", Severity::Warning),
    code("baseline/gone", Severity::Note),
    code("config/not-honoured", Severity::Warning),
    code("config/other", Severity::Error),
    code("config/second-document", Severity::Error),
    code("config/unknown", Severity::Error),
    code("evidence/asserted", Severity::Error),
    code("evidence/misquoted", Severity::Error),
    code("evidence/missing-document", Severity::Error),
    code("evidence/not-checked", Severity::Error),
    code("evidence/not-quoted", Severity::Error),
    code("evidence/refused-path", Severity::Error),
    code("evidence/too-short", Severity::Warning),
    code("evidence/unreadable-document", Severity::Error),
    code("form/conflicting-answers", Severity::Error),
    code("form/formula", Severity::Note),
    code("form/formula-without-value", Severity::Error),
    code("form/hidden-answer", Severity::Warning),
    code("form/merged-cells", Severity::Error),
    code("form/missing-row", Severity::Warning),
    code("form/not-a-form", Severity::Error),
    code("form/other-version", Severity::Warning),
    code("form/repeated-row", Severity::Error),
    code("form/replaced-submission", Severity::Note),
    code("form/unknown-answer", Severity::Error),
    code("form/unread-cell", Severity::Warning),
    code("form/unreadable", Severity::Error),
    code("pack/hidden-character", Severity::Error),
    code("pack/informative-field", Severity::Error),
    code("pack/missing-example", Severity::Error),
    code("pack/missing-file", Severity::Error),
    code("pack/missing-meaning", Severity::Error),
    code("pack/not-one-entry", Severity::Error),
    code("pack/not-opened", Severity::Error),
    code("pack/not-readable", Severity::Error),
    code("pack/too-large", Severity::Error),
    code("pack/twice", Severity::Error),
    code("pack/unknown-name", Severity::Error),
    code("pack/unknown-value", Severity::Error),
    code("pack/wrong-example", Severity::Error),
    code("pack/wrong-test", Severity::Error),
    code("schema/empty-list", Severity::Error),
    code("schema/left-empty", Severity::Error),
    code("schema/missing", Severity::Error),
    code("schema/not-a-description", Severity::Error),
    code("schema/old-value", Severity::Warning),
    code("schema/one-value", Severity::Error),
    code("schema/other", Severity::Error),
    code("schema/repeated", Severity::Error),
    code("schema/repeated-programme", Severity::Error),
    code("schema/unknown-field", Severity::Error),
    code("schema/unknown-value", Severity::Error),
    code("schema/unnamed", Severity::Note),
    code("schema/wrong-type", Severity::Error),
    code("source/duplicate-key", Severity::Error),
    code("source/empty", Severity::Error),
    code("source/key-not-text", Severity::Error),
    code("source/merge-key", Severity::Error),
    code("source/not-text", Severity::Error),
    code("source/not-utf8", Severity::Error),
    code("source/recursive-alias", Severity::Error),
    code("source/syntax", Severity::Error),
    code("source/tag", Severity::Error),
    code("source/too-deep", Severity::Error),
    code("source/too-large", Severity::Error),
    code("source/too-many-values", Severity::Error),
    code("source/unknown-alias", Severity::Error),
    code("source/unreadable", Severity::Error),
];
