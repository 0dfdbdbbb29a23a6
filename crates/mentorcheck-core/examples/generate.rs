//! Writes the files that the crate embeds, and the schema in draft-07: `cargo run -p mentorcheck-core --example generate`.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use mentorcheck_core::generate::DRAFT_07_FILE;

/// The folder's entries in the order of their names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The YAML files of a pack, each with its path within the pack.
fn pack_files(pack: &Path, folder: &Path) -> Result<Vec<(String, serde_json::Value)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(pack_files(pack, &path)?);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let place = path.strip_prefix(pack)?.to_string_lossy().replace('\\', "/");
            files.push((place, serde_yaml::from_str(&fs::read_to_string(&path)?)?));
        }
    }
    Ok(files)
}

/// The embedded files by name, as the schemas, packs and messages below `root` say they should be.
///
/// # Errors
/// When a schema, a file of a pack or a file of messages cannot be read.
pub fn embedded_files(root: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let schemas = entries(&root.join("schemas"))?;
    let sources = schemas.iter().filter(|path| name(path) != DRAFT_07_FILE);
    let schemas = sources.map(|path| Ok((name(path), fs::read_to_string(path)?)));
    let schemas = schemas.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let packs = entries(&root.join("rules"))?;
    let packs = packs.iter().filter(|path| path.is_dir()).map(|path| Ok((name(path), pack_files(path, path)?)));
    let packs = packs.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let mut messages = entries(&root.join("locales/en"))?;
    // The browser page carries its own messages.
    messages.retain(|path| !path.ends_with("page.ftl"));
    let messages = messages.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let mut files = mentorcheck_core::generate::generate(&schemas, &packs)?;
    files.push(("messages.ftl".into(), messages.join("\n")));
    Ok(files)
}

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = crate_folder.join("../..");
    for (file, content) in embedded_files(&root)? {
        if file == DRAFT_07_FILE {
            fs::write(root.join("schemas").join(&file), &content)?;
        }
        fs::write(crate_folder.join("src/generated").join(file), content)?;
    }
    Ok(())
}
