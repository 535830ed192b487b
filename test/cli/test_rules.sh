# What data/events/README.md promises: an analyst adds a rule, a golden test and an actor without a compiler.
. "$(dirname "$0")/lib.sh"

cp -R "$top/data" data
cat >new.txt <<'EOF'
dct 2021-05-20

== hobnob: a verb of our own
fields event category actor
Norway hobnobbed with Sweden on Monday.
--
event CONSULT actor=NOR,SWE

== and its noun
fields event category actor
The palaver between Norway and Sweden was held on Monday.
--
event CONSULT actor=NOR,SWE

== an actor of our own
fields actor kind country
The Fjord Liberation Army attacked Sweden on Monday.
--
actor "Fjord Liberation Army" kind=armed-group country=NOR
actor Sweden kind=state country=SWE
EOF
run test --data "$work/data" new.txt
holds "without the rules the tests fail" [ "$status" = 1 ]

printf 'hobnob\t040\t-\tmeet\n' >>data/events/verbs.tsv
printf 'palaver\t046\t-\tntalks\n' >>data/events/nouns.tsv
printf 'Fjord Liberation Army|FLA of the Fjords\tarmed-group\tNOR\tREB\n' >>data/actors/groups.tsv
exits "the folder with the new lines is good" 0 data "$work/data"
exits "with the rules they hold" 0 test --data "$work/data" new.txt

line=$(wc -l <data/events/verbs.tsv)
printf 'Talks\n\nNorway hobnobbed with Sweden on Monday.\n' >one.txt
TRUCE_DATA=$work/data "$TRUCE" read --db new.db --date 2021-05-20 one.txt >/dev/null 2>err
TRUCE_DATA=$work/data "$TRUCE" explain --db new.db E1 >out 2>err
says "explain shows the new line" out "rule events/verbs.tsv:$line hobnob"

printf 'hobnob\t041\t-\tmeet\n' >>data/events/verbs.tsv
exits "a rule that hides behind it is refused" 1 data "$work/data"
says "with the lines of both" err "events/verbs.tsv:$((line + 1)): the rule for “hobnob” can never fire: events/verbs.tsv:$line has the same trigger and conditions"
sed -i '$d' data/events/verbs.tsv
printf 'hobnob\t041\twith !with\twith\n' >>data/events/verbs.tsv
exits "a rule that can never fit is refused" 1 data "$work/data"
says "and says why" err "“with” and “!with” exclude each other"
sed -i '$d' data/events/verbs.tsv
exits "the folder is good again" 0 data "$work/data"
