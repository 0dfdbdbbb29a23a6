//! Finds and loads rule packs.

use std::path::Path;

use mentorcheck_core::{
    pack::{DEFAULT_PACK, Pack, built_in, built_in_names},
    schema::vocabulary,
};

use crate::{error::CommandError, pack_dir};

/// Loads a built-in pack by name, or the pack in a folder.
///
/// # Errors
/// When neither exists, or the rules are invalid.
pub fn load_pack(requested: Option<&str>) -> Result<Pack, CommandError> {
    let asked = requested.unwrap_or(DEFAULT_PACK);
    let files = match built_in(asked) {
        Some(files) => files,
        None if Path::new(asked).is_dir() => pack_dir::read_files(Path::new(asked))?,
        None => {
            let names: Vec<_> = built_in_names().collect();
            let problem = if Path::new(asked).exists() {
                format!("`{asked}` is a file, not a folder")
            } else {
                format!("there are no rules `{asked}`")
            };
            return Err(CommandError::Usage {
                problem,
                advice: format!("Name a folder with rules, or one of: {}.", names.join(", ")),
            });
        }
    };
    Ok(files.load(vocabulary())?)
}
