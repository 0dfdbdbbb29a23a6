//! What the page asks of the engine, as JSON.

use mentorcheck_core::input::Input;
use mentorcheck_forms::description;

use crate::{
    content,
    engine::{Engine, described, read_answers},
    error::EngineError,
    opened, view,
};

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
        Ok(view::render(self, &self.quick.check_input(self.written(answers)?)))
    }

    /// What would change the verdict on answers, given as JSON: see `view`. It takes three times as long as the verdict.
    ///
    /// # Errors
    /// When the answers are not those of a questionnaire.
    pub fn changes(&self, answers: &str) -> Result<String, EngineError> {
        Ok(view::render_changes(&self.full().check_input(self.written(answers)?)))
    }

    fn written(&self, answers: &str) -> Result<Input, EngineError> {
        Ok(described(description::write(&self.questionnaire, &read_answers(answers)?)?))
    }
}
