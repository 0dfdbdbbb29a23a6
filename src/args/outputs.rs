//! `--format` and `--output`: repeatable arguments, paired by their order.

use std::path::PathBuf;

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser},
    error::ErrorKind,
};

use mentorcheck_render::format::Format;

const FORMAT: &str = "format";
const OUTPUT: &str = "output";
/// Standard output as a file.
const STDOUT_ARG: &str = "-";

/// A format and its destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    /// `None`: standard output.
    pub file: Option<PathBuf>,
}

/// Empty if neither argument is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputArgs(pub Vec<Output>);

impl OutputArgs {
    /// Pairs formats with files, each with its index on the command line: a file belongs to the format before it. A
    /// file before every format belongs to the text report.
    fn pair(formats: Vec<(usize, Format)>, files: Vec<(usize, PathBuf)>) -> Result<Self, String> {
        let mut outputs: Vec<(usize, Output)> =
            formats.into_iter().map(|(index, format)| (index, Output { format, file: None })).collect();
        for (index, file) in files {
            let (is_single, is_empty) = (outputs.len() == 1, outputs.is_empty());
            // `--output FILE --format F` is unambiguous if each is given once.
            let preceding = outputs.iter_mut().rev().find(|(position, _)| is_single || *position < index);
            match preceding {
                Some((_, output)) if output.file.is_none() => output.file = Some(file),
                None if is_empty => outputs.push((index, Output { format: Format::Text, file: Some(file) })),
                _ => {
                    return Err(format!(
                        "there is no `--format` for `--output {}`: write each `--output` after its own `--format`",
                        file.display()
                    ));
                }
            }
        }
        let is_stdout = |file: &PathBuf| file.as_os_str() == STDOUT_ARG;
        let outputs = outputs.into_iter().map(|(_, output)| output);
        let outputs: Vec<_> =
            outputs.map(|output| Output { file: output.file.filter(|file| !is_stdout(file)), ..output }).collect();
        if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
            return Err("only one format can be shown: give the others an `--output FILE` each".into());
        }
        let is_duplicate = |index: usize| {
            outputs[index].file.is_some() && outputs[..index].iter().any(|one| one.file == outputs[index].file)
        };
        match (0..outputs.len()).find(|index| is_duplicate(*index)) {
            Some(index) => {
                let file = outputs[index].file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
                Err(format!("two formats cannot go to the same file `{file}`"))
            }
            None => Ok(Self(outputs)),
        }
    }
}

impl FromArgMatches for OutputArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let formats = indexed_values(matches, FORMAT);
        Self::pair(formats, indexed_values(matches, OUTPUT))
            .map_err(|problem| Error::raw(ErrorKind::ArgumentConflict, format!("{problem}\n")))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Parses the name of a format; the help text lists all.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.help()));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Format>())
}

/// The values of an argument with their indices on the command line.
fn indexed_values<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<(usize, T)> {
    let indices = matches.indices_of(name).into_iter().flatten();
    let values = matches.get_many::<T>(name).into_iter().flatten().cloned();
    indices.zip(values).collect()
}

impl Args for OutputArgs {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new(FORMAT)
            .long(FORMAT)
            .value_name("FORMAT")
            .action(ArgAction::Append)
            .value_parser(format_parser())
            .help(
                "Set the format of the report; may be given several times, each with its own --output [default: text]",
            );
        let output = Arg::new(OUTPUT)
            .long(OUTPUT)
            .short('o')
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(ValueParser::path_buf())
            .help("Write the report in the preceding format to this file, completely or not at all, instead of standard output (-)");
        command.arg(format).arg(output)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct TestArgs {
        #[command(flatten)]
        outputs: OutputArgs,
    }

    fn parse(line: &str) -> Result<Vec<(Format, Option<String>)>, Error> {
        let arguments = std::iter::once("mentorcheck").chain(line.split_whitespace());
        let outputs = TestArgs::try_parse_from(arguments)?.outputs.0.into_iter();
        Ok(outputs.map(|output| (output.format, output.file.map(|file| file.display().to_string()))).collect())
    }

    #[test]
    fn files_belong_to_the_preceding_format() {
        let file = |name: &str| Some(name.to_owned());
        for (line, expected) in [
            ("", vec![]),
            ("--format csv", vec![(Format::Csv, None)]),
            ("--format csv -o -", vec![(Format::Csv, None)]),
            ("--format csv -o - --format html -o a", vec![(Format::Csv, None), (Format::Html, file("a"))]),
            ("-o a", vec![(Format::Text, file("a"))]),
            ("--output a --format csv", vec![(Format::Csv, file("a"))]),
            ("--format html -o a --format csv --output b", vec![(Format::Html, file("a")), (Format::Csv, file("b"))]),
            ("--format text --format html -o a", vec![(Format::Text, None), (Format::Html, file("a"))]),
        ] {
            assert_eq!(parse(line).expect(line), expected, "{line}");
        }
    }

    #[test]
    fn ambiguous_arguments_are_rejected() {
        for line in ["--format csv --format html", "--format csv -o a -o b", "--format csv -o a --format html -o a"] {
            assert_eq!(parse(line).expect_err(line).kind(), ErrorKind::ArgumentConflict, "{line}");
        }
    }
}
