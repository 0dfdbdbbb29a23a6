# The verdict on a programme: the first and last sentences of every report. $name is the programme's name, and a kind's
# title is a noun phrase without article or with one, such as “mentoring to work” or “a one-off activity”.

## Established, provisional and open verdicts

verdict-established = { $name } is { $kind }.
verdict-established-unexpected = { $name } is { $kind }, not { $expected }.
# $subject is the programme's name, or the message subject-uncorrected with it.
verdict-provisional = { $subject } looks like { $kind }.
verdict-provisional-unexpected = { $subject } looks like { $kind }, not { $expected }.
# $kinds is a list of up to three kinds: “befriending, coaching or peer support”.
verdict-open = { $subject } could be { $kinds }.
verdict-open-unexpected = { $subject } is not { $expected }. It could be { $kinds }.
# $count is a number in words, from four on.
verdict-open-many = { $subject } could be one of { $count } kinds.
verdict-open-many-with = { $subject } could be one of { $count } kinds. { $kind } is among them.
verdict-open-many-unexpected = { $subject } is not { $expected }. It could be one of { $count } kinds.
verdict-says-too-little = The description does not say enough yet.

# Begins the sentences above in the place of the name, where mistakes of form come first.
subject-uncorrected =
    { $count ->
        [one] { $name } cannot be classified until line { $lines } is corrected. As it is, it
       *[other] { $name } cannot be classified until lines { $lines } are corrected. As it is, it
    }

# $points is a list of clauses with “whether”, such as “whether both share and listen”.
not-clear-yet = Not clear yet: { $points }.
also-not-clear-yet = Also not clear yet: { $points }.
whether = whether { $point }

# $fact is a clause, such as “they meet only once”; $kind is the kind that it would make of the programme.
verdict-if = If { $fact }, it is { $kind }.

## No kind

verdict-unclassified = { $name } is not { $expected }.
verdict-unclassified-close = { $name } is not { $expected }, although it comes close.
# $count is the number of kinds in words.
verdict-no-kind = { $name } is none of the { $count } kinds.
verdict-closest = It comes closest to { $kinds }.

## Building blocks. $total is their number in words; $titles lists those that are meant.

blocks-one-not-clear = One of the { $total } building blocks is not clear yet: { $titles }.
blocks-some-not-clear = { $count } of the { $total } building blocks are not clear yet: { $titles }.
blocks-none-clear = None of the { $total } building blocks is clear yet.
blocks-one-not-met = One of the { $total } building blocks is not met: { $titles }.
blocks-some-not-met = { $count } of the { $total } building blocks are not met: { $titles }.
blocks-none-met = None of the { $total } building blocks is met.

## Contradictions

verdict-contradictory = { $name } cannot be classified, because its description contradicts itself.
# Both facts are clauses with “that”, made by the message that-clause.
verdict-contradictory-facts = It says { $facts }.
that-clause = that { $clause }
that-clause-line = that { $clause } (line { $line })
verdict-several-kinds = { $name } cannot be classified: it is { $kinds } at once.

## Lists

# Joins the last two items of a list: “a, b and c”, “a, b or c”.
list-and = and
list-or = or
# The end of a list of which only the first two items are printed.
list-two-and-more = { $first }, { $second } and { $count } more

## Numbers in words

number-0 = no
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
