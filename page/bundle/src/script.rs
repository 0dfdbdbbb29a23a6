//! Links modules to one script: each module becomes a function that gives what it exports, in the order of imports.
//!
//! A module imports with `import { a, b } from "./other.mjs";` at its start and exports with `export const`,
//! `export class` or `export function` at the start of a line, and nothing else.

use std::{
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// The modules below `folder` that `entry` needs, as one script in strict mode.
///
/// # Errors
/// When a module cannot be read, or modules import each other in a circle.
pub(crate) fn linked(folder: &Path, entry: &str) -> Result<String, Box<dyn Error>> {
    let mut order = Vec::new();
    visit(folder, entry, &mut Vec::new(), &mut order)?;
    let mut script = String::from("(() => {\n\"use strict\";\nconst modules = {};\n");
    for module in order {
        let text = fs::read_to_string(folder.join(&module))?;
        write_module(&module, &text, &mut script)?;
    }
    Ok(script + "})();\n")
}

fn write_module(name: &str, text: &str, script: &mut String) -> Result<(), Box<dyn Error>> {
    let mut exports = Vec::new();
    let mut import = String::new();
    writeln!(script, "modules[\"{name}\"] = (() => {{")?;
    for line in text.lines() {
        if !import.is_empty() || line.starts_with("import ") {
            import.push_str(line);
            if let Some(statement) = import.strip_suffix(';') {
                let (names, from) =
                    statement.trim_start_matches("import").split_once(" from ").ok_or(import.clone())?;
                let from = from.trim_matches('"').trim_start_matches("./");
                writeln!(script, "const {} = modules[\"{from}\"];", names.trim().replace(" as ", ": "))?;
                import.clear();
            }
            continue;
        }
        let declared = line.strip_prefix("export ");
        if let Some(declaration) = declared {
            let mut words = declaration.split(|ch: char| !(ch.is_alphanumeric() || matches!(ch, '_' | '$')));
            let name = words.nth(1).filter(|name| !name.is_empty()).ok_or(format!("{name}: {line}"))?;
            exports.push(name.to_owned());
        }
        writeln!(script, "{}", declared.unwrap_or(line))?;
    }
    writeln!(script, "return {{ {} }};\n}})();", exports.join(", "))?;
    Ok(())
}

fn visit(folder: &Path, module: &str, open: &mut Vec<String>, order: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    if order.iter().any(|known| known == module) {
        return Ok(());
    }
    if open.iter().any(|known| known == module) {
        return Err(format!("{module} imports itself by way of {}", open.join(", ")).into());
    }
    open.push(module.to_owned());
    let path = folder.join(module);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    for import in imports(&text) {
        visit(folder, &import, open, order)?;
    }
    open.pop();
    order.push(module.to_owned());
    Ok(())
}

/// The modules that a text imports, in order.
fn imports(text: &str) -> Vec<String> {
    text.split("from \"./").skip(1).filter_map(|rest| Some(rest.split_once("\";")?.0.to_owned())).collect()
}

/// The texts of all files in a folder, by name.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn concatenated(folder: &Path) -> Result<String, Box<dyn Error>> {
    let files: Result<Vec<PathBuf>, _> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut files = files?;
    files.sort();
    let texts: Result<Vec<String>, _> = files.iter().map(fs::read_to_string).collect();
    Ok(texts?.concat())
}
