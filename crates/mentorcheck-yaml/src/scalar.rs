//! Plain scalars by the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2).

use serde_json::Number;

use crate::document::Scalar;

pub(crate) fn resolve(plain: &str) -> Scalar {
    // Fast path: the first character settles most values.
    if plain.starts_with(|first: char| first.is_alphabetic() && !matches!(first, 'n' | 'N' | 't' | 'T' | 'f' | 'F')) {
        return Scalar::String(plain.to_owned());
    }
    match plain {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Boolean(true),
        "false" | "False" | "FALSE" => Scalar::Boolean(false),
        _ => parse_number(plain).map_or_else(|| Scalar::String(plain.to_owned()), Scalar::Number),
    }
}

fn parse_number(plain: &str) -> Option<Number> {
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    if let Some(octal) = plain.strip_prefix("0o") {
        return parse_radix(octal, 8);
    }
    if let Some(hexadecimal) = plain.strip_prefix("0x") {
        return parse_radix(hexadecimal, 16);
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(plain, ".nan" | ".NaN" | ".NAN") {
        // JSON cannot represent these; only the fact that it is a number matters.
        return Number::from_f64(f64::MAX);
    }
    if !is_decimal(unsigned) {
        return None;
    }
    let signed = plain.strip_prefix('+').unwrap_or(plain);
    signed
        .parse::<i64>()
        .map(Number::from)
        .ok()
        .or_else(|| signed.parse::<f64>().ok().map(|value| Number::from_f64(value).unwrap_or_else(|| 0.into())))
}

fn parse_radix(text: &str, radix: u32) -> Option<Number> {
    let valid = !text.is_empty() && text.chars().all(|digit| digit.is_digit(radix));
    valid.then(|| u64::from_str_radix(text, radix).unwrap_or(u64::MAX).into())
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_valid_mantissa = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && all_digits(mantissa),
    };
    is_valid_mantissa
        && exponent.is_none_or(|exponent| {
            let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            !exponent.is_empty() && all_digits(exponent)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_yaml_1_1_read_as_truth_are_text() {
        for word in ["NO", "no", "yes", "on", "off", "Y", "2019-10-07", "1_000", "0b1", "12:30:45", "-", ".", "e3", "+"]
        {
            assert_eq!(resolve(word), Scalar::String(word.to_owned()), "{word}");
        }
    }

    #[test]
    fn the_core_schema_knows_null_truth_and_numbers() {
        assert_eq!(resolve(""), Scalar::Null);
        assert_eq!(resolve("TRUE"), Scalar::Boolean(true));
        for (text, value) in [("012", 12), ("0o14", 12), ("0xC", 12), ("+12", 12), ("-3", -3)] {
            assert_eq!(resolve(text), Scalar::Number(value.into()), "{text}");
        }
        for text in ["1.", ".5", "1e3", "-1.5E-2", ".inf", "-.INF", ".nan", "99999999999999999999"] {
            assert!(matches!(resolve(text), Scalar::Number(_)), "{text}");
        }
    }
}
