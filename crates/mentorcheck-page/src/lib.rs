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
mod view;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

pub use engine::{Engine, Format};
pub use error::EngineError;
pub use portfolio::Table;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    static TABLE: RefCell<Table> = RefCell::default();
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

/// What would change the verdict on answers, given as JSON.
///
/// # Errors
/// When the answers are not those of a questionnaire.
#[wasm_bindgen]
pub fn changes(answers: &str) -> Result<String, String> {
    with_engine(|engine| engine.changes(answers))
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

/// Judges one file of many and gives its rows as JSON.
///
/// # Errors
/// Never.
#[wasm_bindgen]
pub fn judge(name: &str, bytes: &[u8]) -> Result<String, String> {
    with_engine(|engine| Ok(engine.judge(name, bytes)))
}

/// Adds a file to the table; `format` is `csv` or `xlsx`.
///
/// # Errors
/// When there is no such format.
#[wasm_bindgen]
pub fn table_add(name: &str, bytes: &[u8], format: &str) -> Result<(), String> {
    with_engine(|engine| {
        let format = format.parse()?;
        TABLE.with_borrow_mut(|table| table.add(engine, name, bytes, format));
        Ok(())
    })
}

/// The table of the files that were added, after which the next one begins; `format` is the same for all.
///
/// # Errors
/// When the table cannot be written.
#[wasm_bindgen]
pub fn table_write(format: &str) -> Result<Vec<u8>, String> {
    with_engine(|engine| TABLE.take().write(engine, format.parse()?))
}
