//! The questionnaire: sections, numbered questions and answers, as the schema of descriptions words them.

use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// All questions, in the order of the schema.
#[derive(Debug, Serialize)]
pub struct Questionnaire {
    pub title: String,
    /// The `$id` of the schema.
    pub schema: String,
    pub sections: Vec<Section>,
    pub evidence: EvidencePrompts,
    /// The field with the programme's name, which every form asks for.
    pub name_field: String,
}

#[derive(Debug, Serialize)]
pub struct Section {
    /// The key in descriptions.
    pub name: String,
    pub title: String,
    pub help: HelpText,
    pub questions: Vec<Question>,
}

#[derive(Debug, Serialize)]
pub struct Question {
    /// `x-number` in the schema. Once given it never changes, so it need not follow the order of the questions.
    pub number: u32,
    /// `section.key`.
    pub field: String,
    pub section: String,
    pub key: String,
    pub title: String,
    pub question: String,
    pub help: HelpText,
    pub kind: QuestionKind,
    /// In order; empty for texts. “Not decided, or not known” is an answer to every question and not among them.
    pub answers: Vec<AnswerOption>,
    /// The value that closes a list. It is never shown as such: alone it is [`ClosingAnswer::none_label`], beside other
    /// values it is “This list is complete”.
    pub closing: Option<ClosingAnswer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    ChooseOne,
    TickAll,
    /// One text.
    Text,
    /// Several texts, for example one for each organisation.
    Texts,
}

#[derive(Debug, Serialize)]
pub struct AnswerOption {
    /// The value in descriptions.
    pub name: String,
    /// The answer as forms word it.
    pub label: String,
    /// When this is the answer.
    pub rule: HelpText,
}

#[derive(Debug, Serialize)]
pub struct ClosingAnswer {
    /// The value in descriptions.
    pub name: String,
    /// For example “None of these”.
    pub none_label: String,
}

/// A text of the schema, which may name fields and values.
#[derive(Debug, Default, Serialize)]
pub struct HelpText {
    /// As in the schema, with the keys that descriptions use, in backticks.
    pub with_keys: String,
    /// With titles and question numbers instead of keys.
    pub plain: String,
}

/// The questions about an entry of the evidence section, “Where does it say so?”.
#[derive(Debug, Serialize)]
pub struct EvidencePrompts {
    /// The key of the section in descriptions.
    pub section: String,
    pub title: String,
    pub help: HelpText,
    /// The key for the field that the entry supports.
    pub field_key: String,
    pub document: Prompt,
    pub place: Prompt,
    pub words: Prompt,
}

#[derive(Debug, Serialize)]
pub struct Prompt {
    pub key: String,
    pub title: String,
    pub question: String,
    pub help: HelpText,
}

impl Questionnaire {
    /// All questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// Finds a question by its field, `section.key`.
    #[must_use]
    pub fn question(&self, field: &str) -> Option<&Question> {
        self.questions().find(|question| question.field == field)
    }

    /// Identifies the questions and answers: 16 hexadecimal digits that change whenever a number, field, value or label
    /// does.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut lines = self.schema.clone();
        for question in self.questions() {
            let _ = write!(lines, "\n{}\t{}\t{:?}", question.number, question.field, question.kind);
            for answer in &question.answers {
                let _ = write!(lines, "\t{}\t{}", answer.name, answer.label);
            }
            if let Some(closing) = &question.closing {
                let _ = write!(lines, "\t{}\t{}", closing.name, closing.none_label);
            }
        }
        fingerprint(&lines)
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of `text`.
pub(crate) fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
