//! The one file: template, styles, words, engine and script, under a policy that allows this script alone.

use std::{error::Error, num::NonZeroU64};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// What the page is made of.
pub(crate) struct Page<'a> {
    pub(crate) mode: &'a str,
    pub(crate) template: String,
    pub(crate) styles: String,
    /// The code that calls the engine.
    pub(crate) glue: String,
    pub(crate) engine: Vec<u8>,
    pub(crate) script: String,
    pub(crate) worker: String,
    pub(crate) words: Json,
}

impl Page<'_> {
    /// Fills in the template: `{{name}}` is a part, `{{word "id"}}` a message without arguments.
    pub(crate) fn render(&self) -> Result<String, Box<dyn Error>> {
        // A function, because an instance that has failed is replaced by a new one, and the worker takes its text.
        let glue = format!("const makeGlue = () => {{\n{}\nreturn wasm_bindgen;\n}};\n", self.glue);
        let script = format!("{glue}{}", self.script);
        for text in [&script, &self.worker, &self.styles] {
            let text = text.to_ascii_lowercase();
            if text.contains("</script") || text.contains("<!--") || text.contains("</style") {
                return Err("a script or style holds the end of its element".into());
            }
        }
        let mut html = String::with_capacity(self.engine.len());
        let mut rest = self.template.as_str();
        while let Some((before, found)) = rest.split_once("{{") {
            let (name, after) = found.split_once("}}").ok_or("the template ends within a name")?;
            html.push_str(before);
            match name {
                "policy" => html.push_str(&policy(&script)),
                "mode" => html.push_str(self.mode),
                "styles" => html.push_str(&self.styles),
                "words" => html.push_str(&self.words.to_string().replace('<', "\\u003c")),
                "engine" => html.push_str(&compressed(&self.engine)?),
                "worker" => html.push_str(&self.worker),
                "script" => html.push_str(&script),
                other => html.push_str(
                    &self.word(
                        other
                            .strip_prefix("word \"")
                            .and_then(|id| id.strip_suffix('"'))
                            .ok_or(format!("no part is called {other}"))?,
                    )?,
                ),
            }
            rest = after;
        }
        html.push_str(rest);
        Ok(html)
    }

    /// A message without arguments, as text in HTML.
    fn word(&self, id: &str) -> Result<String, Box<dyn Error>> {
        let parts = self.words.get(id).and_then(Json::as_array).ok_or(format!("there is no message {id}"))?;
        let texts: Option<Vec<&str>> = parts.iter().map(Json::as_str).collect();
        let text = texts.ok_or(format!("the message {id} has arguments"))?.concat();
        Ok(text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"))
    }
}

/// The content security policy. `'wasm-unsafe-eval'` lets the engine be compiled and nothing else.
fn policy(script: &str) -> String {
    // The script is in its element as it is, line feeds at both ends included.
    let hash = STANDARD.encode(Sha256::digest(format!("\n{script}\n")));
    format!(
        "default-src 'none'; script-src 'sha256-{hash}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; \
         img-src data: blob:; connect-src 'none'; form-action 'none'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types page"
    )
}

/// Compressed with Zopfli, which takes seconds and makes the page 130 kB smaller than the best level of zlib does.
fn compressed(bytes: &[u8]) -> Result<String, Box<dyn Error>> {
    let options =
        zopfli::Options { iteration_count: NonZeroU64::new(5).ok_or("no iterations")?, ..zopfli::Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(STANDARD.encode(packed))
}
