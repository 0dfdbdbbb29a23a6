//! Puts the rules into the program, as people write them and as JSON, which is read ten times as fast as YAML, and
//! tells cargo that the program is made of them, new files among them included.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Where the packs are, each in a folder of its own.
const RULES: &str = "rules";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={RULES}");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join(RULES);
    let mut packs = String::from("static PACKS: &[(&str, &[BuiltIn])] = &[\n");
    for folder in entries(&root)?.iter().filter(|path| path.is_dir()) {
        let name = folder.file_name().and_then(OsStr::to_str).ok_or("a pack's name is no text")?;
        writeln!(packs, "({name:?}, &[")?;
        files(folder, folder, &mut packs)?;
        packs.push_str("]),\n");
    }
    packs.push_str("];\n");
    Ok(fs::write(PathBuf::from(env::var("OUT_DIR")?).join("packs.rs"), packs)?)
}

/// The files below `folder`, which is in the pack `pack`, in the order of their paths.
fn files(pack: &Path, folder: &Path, packs: &mut String) -> Result<(), Box<dyn Error>> {
    for path in entries(folder)? {
        if path.is_dir() {
            files(pack, &path, packs)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let place = path.strip_prefix(pack)?.to_str().ok_or("a path is no text")?.replace('\\', "/");
            let yaml = fs::read_to_string(&path)?;
            // A file that is broken has none, and the program says so when it reads the YAML itself.
            let content = serde_yaml::from_str::<serde_yaml::Value>(&yaml).ok();
            let prepared = content.map(|content| serde_json::to_string(&content)).transpose()?;
            writeln!(packs, "BuiltIn {{ place: {place:?}, yaml: {yaml:?}, prepared: {prepared:?} }},")?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}
