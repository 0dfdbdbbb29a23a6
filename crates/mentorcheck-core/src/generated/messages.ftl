# The text report on one programme. Titles of fields, answers, kinds and building blocks come from the rules and the
# vocabulary, which have files of their own. A line of the report is about 90 characters long, but long lines are
# wrapped.

## Answers on a building block. At most 14 characters.

answer-shown = met
answer-refuted = not met
answer-open = not stated
answer-contradictory = contradictory

# After the answer, where a value of the description is not one that mentorcheck knows. At most 14 characters.
answer-not-understood = not understood

## What decides a building block

# $field and $values are titles in running text, such as “main aim” and “finding paid work”.
# $place is “line 14”, or a place in a filled-in form, such as “Question 14, cell C31”.
deciding-fact = { $field }: { $values } ({ $place })

# $rest counts the values after the first ones.
values-and-more = { $values } and { $rest } more

# $point completes “whether”, such as “both share and listen”.
missing-point = whether { $point }

# A fact that the command line supposes with --what-if.
supposed-fact = { $fact } (supposed)

## Headings

heading-correct = Correct first
heading-why = Why { $kind }
heading-blocks = The building blocks of { $concept }
heading-kinds = Possible kinds
heading-questions = Ask next
heading-help = What would help

## Lines below the building blocks

line-label = Label
line-spectrum = Spectrum
label-supported = { $label }. The description supports it.
label-refuted = { $label }. The description does not match it.
label-provisional = { $label }. Nothing in the description contradicts it.
label-unclear = { $label }. The description does not say enough to check it.
label-contradictory = { $label }. It can be checked once the contradiction is resolved.
spectrum-range = between { $from } and { $to }

# $kind is the title of the kind. Its criteria do not come from the paper that the rules follow.
criteria-from-elsewhere = The criteria for { $kind } come from other sources, as we read them. --full names them.

## Questions

# Where the answer to the question goes, for a field with few answers.
question-field = Answer under `{ $field }` with { $answers }.
question-explain = Answer under `{ $field }`. For all answers: mentorcheck explain { $field }
questions-more =
    { $count ->
        [one] One more question follows. --full lists it.
       *[other] { $count } more questions follow. --full lists them.
    }
nothing-to-ask = Nothing. The description contains everything that { $kind } requires.

## What an answer would mean. The line begins with the answers.

outcome = { $answers }: { $outcome }
# In the place of the answers, on the last line.
outcome-others = any other answer
outcome-established = it is { $kind }
outcome-provisional = it looks like { $kind }
outcome-unclassified = it is not { $target }
outcome-contradictory = the description contradicts itself
# $kinds is a list of two or three kinds.
outcome-open = it could be { $kinds }
outcome-open-with = it could be one of { $count } kinds, { $target } among them
outcome-open-without = it could be one of { $count } kinds, but not { $target }

## The end

findings-more =
    { $count ->
        [one] One finding has details: add --full.
       *[other] { $count } findings have details: add --full.
    }
findings-excused =
    { $count ->
        [one] One finding is excused: --full names it.
       *[other] { $count } findings are excused: --full names them.
    }
limits = Fitting it does not make a programme effective or good.
