//! Codes in suppressions: which may be suppressed, which exist, and which were renamed.

use crate::schema::nearest;

/// The codes of what is said of a policy itself.
pub(super) const UNUSED: &str = "allow/unused";
pub(super) const NO_REASON: &str = "allow/no-reason";
pub(super) const UNKNOWN_CODE: &str = "allow/unknown-code";
pub(super) const NEVER: &str = "allow/never";
pub(super) const NOT_UNDERSTOOD: &str = "allow/not-understood";
pub(super) const RENAMED: &str = "allow/renamed-code";
pub(super) const GONE: &str = "baseline/gone";

/// Whether findings of this code can be excused at all. What cannot be read or understood is not
/// judged, and nothing makes up for that; and what is said of a policy is not for the policy to hide.
#[must_use]
pub fn can_be_excused(code: &str) -> bool {
    let owner = code.split('/').next().unwrap_or_default();
    !["source", "schema", "allow", "baseline", "config"].contains(&owner)
}

/// Whether there is such a code; if not, what to say and what to write instead.
pub(super) fn known(code: &str, codes: &[String]) -> Result<(), (String, String)> {
    if codes.iter().any(|one| one == code) {
        return Ok(());
    }
    let meant = nearest(code, codes.iter().map(String::as_str));
    let help = match meant {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "Copy the code from a report; `mentorcheck rules list` lists them too.".to_owned(),
    };
    Err((format!("There is no finding with the code `{code}`."), help))
}

/// What to say of a code of an earlier version, and what to write instead.
pub(super) fn renaming(old: &str, new: &str) -> (String, String) {
    (
        format!("`{old}` is now called `{new}`."),
        format!("Write `{new}` instead. The old code is understood until the next version."),
    )
}
