//! Reads, judges and writes: all that the page asks for one description at a time.

use std::{cell::OnceCell, str::FromStr, sync::Arc};

use mentorcheck_core::{
    checker::Checker,
    input::Input,
    pack::{DEFAULT_PACK, Pack, built_in},
    report::Report,
    schema::vocabulary,
};
use mentorcheck_forms::{
    FormOptions,
    answers::Answers,
    description::{self, Description},
    import::{self, ImportError},
    model::Questionnaire,
    plain_text::Names,
    xlsx,
};
use mentorcheck_render::{html, json};
use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};
use serde::de::Error as _;

use crate::error::EngineError;

/// What a description made in the page is called in reports.
const NAME: &str = "description.yaml";

/// The ends of the names of forms.
const FORMS: [&str; 4] = ["xlsx", "ods", "csv", "tsv"];

/// The rules and the questionnaire, ready to use.
#[derive(Debug)]
pub struct Engine {
    /// Does not look for what would change a verdict, which takes longer than the verdict.
    pub(crate) quick: Checker,
    /// Looks for that too.
    full: OnceCell<Checker>,
    /// The report without results, from which tables take the rules.
    pub(crate) empty_report: Report,
    pub(crate) questionnaire: Questionnaire,
    /// Replaces keys in texts by titles.
    pub(crate) names: Names,
}

/// What answers can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A description in YAML.
    Yaml,
    /// A description in JSON.
    Json,
    /// A filled-in form.
    Xlsx,
    /// The report as a page.
    Report,
    /// The report as JSON.
    Result,
    /// A table of a portfolio.
    Csv,
}

impl FromStr for Format {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self, EngineError> {
        Ok(match name {
            "yaml" => Self::Yaml,
            "json" => Self::Json,
            "xlsx" => Self::Xlsx,
            "report" => Self::Report,
            "result" => Self::Result,
            "csv" => Self::Csv,
            other => return Err(EngineError::UnknownFormat(other.to_owned())),
        })
    }
}

impl Engine {
    /// Loads the rules and the questionnaire of this version.
    ///
    /// # Errors
    /// Never for the rules and the schema of this version.
    pub fn new() -> Result<Self, EngineError> {
        let questionnaire = Questionnaire::embedded()?;
        let quick = Checker::builder(load_rules()?).compute_fixes(false).build();
        Ok(Self {
            empty_report: quick.empty_report(),
            quick,
            full: OnceCell::new(),
            names: Names::new(&questionnaire),
            questionnaire,
        })
    }

    /// The checker that also looks for what would change a verdict.
    pub(crate) fn full(&self) -> &Checker {
        self.full.get_or_init(|| {
            let rules = load_rules().expect("the same rules were loaded for the other checker");
            Checker::builder(rules).build()
        })
    }

    /// The report on a file as `mentorcheck check --format json` prints it.
    #[must_use]
    pub fn report(&self, name: &str, bytes: &[u8]) -> String {
        json::render(&self.full().check_all([self.input(name, bytes)]))
    }

    /// Writes answers, given as JSON, as a file.
    ///
    /// # Errors
    /// When the answers are not those of a questionnaire, or the format cannot hold them.
    pub fn write(&self, answers: &str, format: Format) -> Result<Vec<u8>, EngineError> {
        let answers = read_answers(answers)?;
        let options = FormOptions { prefill: Some(&answers), only: None };
        Ok(match format {
            Format::Yaml => description::write(&self.questionnaire, &answers)?.text.into_bytes(),
            Format::Json => description::write_json(&self.questionnaire, &answers)?.into_bytes(),
            Format::Xlsx => xlsx::render(&self.questionnaire, &options)?,
            Format::Report | Format::Result => {
                let written = description::write(&self.questionnaire, &answers)?;
                let report = self.full().check_all([described(written)]);
                if format == Format::Report { html::render(&report) } else { json::render(&report) }.into_bytes()
            }
            Format::Csv => return Err(EngineError::UnknownFormat("csv".to_owned())),
        })
    }

    /// The bytes as an input: a form becomes the descriptions in it. The limits are those of the program.
    pub(crate) fn input(&self, name: &str, bytes: &[u8]) -> Input {
        let input = Input::new(name, Vec::new());
        if bytes.len() as u64 > MAX_BYTES {
            return Input { content: Err(ParseErrorKind::TooLarge { limit: MAX_BYTES }), ..input };
        }
        let is_form =
            name.rsplit_once('.').is_some_and(|(_, end)| FORMS.iter().any(|known| end.eq_ignore_ascii_case(known)));
        if !is_form {
            return Input { content: Ok(bytes.to_vec()), ..input };
        }
        match import::read(&self.questionnaire, vocabulary(), bytes) {
            Ok(form) => Input { content: Ok(form.text.into_bytes()), origin: Some(Arc::new(form.origin)), ..input },
            Err(ImportError::NotAForm) => Input { content: Err(ParseErrorKind::NotAForm), ..input },
            Err(error) => {
                let kind = ParseErrorKind::Form { what: format!("the file {error}"), advice: error.help().to_owned() };
                Input { content: Err(kind), ..input }
            }
        }
    }
}

/// Reads answers as the script writes them, by name.
pub(crate) fn read_answers(text: &str) -> Result<Answers, EngineError> {
    // A list would be taken for an object without its names.
    if !text.trim_start().starts_with('{') {
        return Err(serde_json::Error::custom("an object is expected").into());
    }
    Ok(serde_json::from_str(text)?)
}

fn load_rules() -> Result<Pack, EngineError> {
    let rules = built_in(DEFAULT_PACK).ok_or(EngineError::NoRules)?;
    Ok(rules.load(vocabulary())?)
}

/// A description that was written from answers, as an input.
pub(crate) fn described(written: Description) -> Input {
    Input { origin: Some(Arc::new(written.origin)), ..Input::new(NAME, written.text.into_bytes()) }
}
