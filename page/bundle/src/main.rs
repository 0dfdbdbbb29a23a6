//! Puts the page together: `bundle WASM MODE OUTPUT`, where MODE is `designer` or `applicant`.
//!
//! Reads `page/` and the messages in `locales/en`, and writes one HTML file that needs nothing else.

mod html;
mod script;
mod words;

use std::{env, error::Error, fs, path::Path};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [wasm, mode, output] = arguments.as_slice() else {
        return Err("usage: bundle WASM designer|applicant OUTPUT".into());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let generated = Path::new(output).with_extension("generated");
    Bindgen::new()
        .input_path(wasm)
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&generated)?;
    let name = Path::new(wasm).file_stem().and_then(|name| name.to_str()).ok_or("the engine has no name")?;
    let page = html::Page {
        mode,
        template: fs::read_to_string(root.join("page/page.html"))?,
        styles: script::concatenated(&root.join("page/styles"))?,
        glue: fs::read_to_string(generated.join(format!("{name}.js")))?,
        engine: fs::read(generated.join(format!("{name}_bg.wasm")))?,
        script: script::linked(&root.join("page/modules"), "main.mjs")?,
        worker: script::linked(&root.join("page/modules"), "worker.mjs")?,
        words: words::read(&root.join("locales/en"), &root.join("page/modules"))?,
    };
    fs::remove_dir_all(&generated)?;
    fs::write(output, page.render()?)?;
    Ok(())
}
