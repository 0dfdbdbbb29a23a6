//! The judgement for the browser page. Everything goes in as bytes or JSON and comes out as JSON or bytes; nothing is read,
//! sent or kept elsewhere.
//!
//! The functions here are what the page's script calls. Each is a thin layer over [`Engine`], which native tests use.
//! A function that fails throws the text of an [`EngineError`] as JSON: `{"code", "message", "help"}`.

mod actions;
mod content;
mod engine;
mod error;
mod opened;
mod portfolio;
mod sentence;
mod sheet;
mod view;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

pub use engine::{Engine, Format};
pub use error::EngineError;
pub use portfolio::Portfolio;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    static PORTFOLIO: RefCell<Portfolio> = RefCell::default();
}

/// Calls the engine of this thread, which the first call makes.
fn with_engine<T>(call: impl FnOnce(&Engine) -> Result<T, EngineError>) -> Result<T, String> {
    ENGINE.with_borrow_mut(|slot| {
        let engine = match slot {
            Some(engine) => engine,
            None => slot.insert(Engine::new().map_err(|error| error.to_json())?),
        };
        call(engine).map_err(|error| error.to_json())
    })
}

/// The questionnaire and the rules, as JSON.
///
/// # Errors
/// Never for the rules of this version.
#[wasm_bindgen]
pub fn content() -> Result<String, String> {
    with_engine(|engine| Ok(engine.content()))
}

/// Reads a file: its descriptions as answers, and what could not be read, as JSON.
///
/// # Errors
/// When the result cannot be written.
#[wasm_bindgen]
pub fn open(name: &str, bytes: &[u8]) -> Result<String, String> {
    with_engine(|engine| Ok(engine.open(name, bytes)))
}

/// Judges answers, given as JSON.
///
/// # Errors
/// When the answers are not those of a questionnaire.
#[wasm_bindgen]
pub fn assess(answers: &str) -> Result<String, String> {
    with_engine(|engine| engine.assess(answers))
}

/// The report on a file as `mentorcheck check --format json` prints it.
///
/// # Errors
/// Never.
#[wasm_bindgen]
pub fn report(name: &str, bytes: &[u8]) -> Result<String, String> {
    with_engine(|engine| Ok(engine.report(name, bytes)))
}

/// Writes answers as a file; `format` is `yaml`, `json`, `xlsx`, `report` (a page) or `result` (the report as JSON).
///
/// # Errors
/// When the answers are not those of a questionnaire, or the format cannot hold them.
#[wasm_bindgen]
pub fn write(answers: &str, format: &str) -> Result<Vec<u8>, String> {
    with_engine(|engine| engine.write(answers, format.parse()?))
}

/// Adds a file to the portfolio and gives its rows as JSON.
///
/// # Errors
/// Never.
#[wasm_bindgen]
pub fn portfolio_add(name: &str, bytes: &[u8]) -> Result<String, String> {
    with_engine(|engine| Ok(PORTFOLIO.with_borrow_mut(|portfolio| portfolio.add(engine, name, bytes))))
}

/// The portfolio as a table; `format` is `csv` or `xlsx`; `words` are the titles of a workbook as
/// JSON.
///
/// # Errors
/// When the table cannot be written.
#[wasm_bindgen]
pub fn portfolio_write(format: &str, words: &str) -> Result<Vec<u8>, String> {
    with_engine(|engine| PORTFOLIO.with_borrow(|portfolio| portfolio.write(engine, format.parse()?, words)))
}

/// Empties the portfolio.
#[wasm_bindgen]
pub fn portfolio_clear() {
    PORTFOLIO.with_borrow_mut(|portfolio| *portfolio = Portfolio::default());
}
