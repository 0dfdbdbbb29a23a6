//! What the page asks of the engine, as JSON.

use mentorcheck_forms::{answers::Answers, description};

use crate::{content, engine::Engine, error::EngineError, opened, view};

impl Engine {
    /// The questionnaire and the rules, as JSON.
    #[must_use]
    pub fn content(&self) -> String {
        content::render(self)
    }

    /// Reads a file, as JSON: see `opened`.
    #[must_use]
    pub fn open(&self, name: &str, bytes: &[u8]) -> String {
        opened::render(self, self.input(name, bytes))
    }

    /// Judges answers, given as JSON: see `view`.
    ///
    /// # Errors
    /// When the answers are not those of a questionnaire.
    pub fn assess(&self, answers: &str) -> Result<String, EngineError> {
        let answers: Answers = serde_json::from_str(answers)?;
        let written = description::write(&self.questionnaire, &answers)?;
        Ok(view::render(self, &self.check(written)))
    }
}
