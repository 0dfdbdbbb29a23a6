//! The messages of the catalogue in templates: `message("letter-date", date=date)`.

use minijinja::{Environment, Error, ErrorKind, Value, value::Kwargs};

use mentorcheck_core::catalogue::{FluentValue, try_message_with};

/// Lets templates call `message` with the id of a message and its arguments.
pub(crate) fn add_message_function(environment: &mut Environment<'_>) {
    environment.add_function("message", message);
}

#[allow(clippy::needless_pass_by_value, reason = "the template engine hands arguments over by value")]
fn message(id: &str, arguments: Kwargs) -> Result<String, Error> {
    let mut values = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let argument = match i64::try_from(value.clone()) {
            Ok(number) => FluentValue::from(number),
            Err(_) => FluentValue::from(value.to_string()),
        };
        values.push((name, argument));
    }
    try_message_with(id, &values).map_err(|text| Error::new(ErrorKind::InvalidOperation, text))
}
