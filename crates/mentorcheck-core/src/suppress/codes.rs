//! Codes in suppressions: which may be suppressed, which exist, and which were renamed.

use crate::schema::suggest;

/// Codes of findings on the policy itself.
pub(super) const UNUSED: &str = "allow/unused";
pub(super) const NO_REASON: &str = "allow/no-reason";
pub(super) const UNKNOWN_CODE: &str = "allow/unknown-code";
pub(super) const NEVER: &str = "allow/never";
pub(super) const NOT_HONOURED: &str = "allow/not-honoured";
pub(super) const NOT_UNDERSTOOD: &str = "allow/not-understood";
pub(super) const TOO_MANY: &str = "allow/too-many";
pub(super) const RENAMED: &str = "allow/renamed-code";
pub(super) const FORMER_VERSION: &str = "baseline/former-version";
pub(super) const GONE: &str = "baseline/gone";

/// Whether findings with this code can be suppressed. Input errors cannot, since input that is not understood is not
/// judged; nor can findings on the policy itself.
#[must_use]
pub fn is_suppressible(code: &str) -> bool {
    let owner = code.split('/').next().unwrap_or_default();
    !["source", "schema", "allow", "baseline", "config"].contains(&owner)
}

/// Checks that a code exists.
///
/// # Errors
/// The message and the help text if it does not.
pub(super) fn check_code(code: &str, codes: &[String]) -> Result<(), (String, String)> {
    if codes.iter().any(|known_code| known_code == code) {
        return Ok(());
    }
    let suggestion = suggest(code, codes.iter().map(String::as_str));
    let help = match suggestion {
        Some(suggestion) => format!("Did you mean `{suggestion}`?"),
        None => "Copy the code from a report; `mentorcheck rules list` lists them too.".to_owned(),
    };
    Err((format!("There is no finding with the code `{code}`."), help))
}

/// The message and help text on a renamed code.
pub(super) fn renamed_code_message(old: &str, new: &str) -> (String, String) {
    (
        format!("`{old}` is now called `{new}`."),
        format!("Write `{new}` instead. The old code is understood until the next version."),
    )
}
