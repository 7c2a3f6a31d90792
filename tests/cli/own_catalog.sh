#!/bin/sh
# Kinds, patterns and prices of one's own: beside the design and in the configuration folder.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
cat >own.yaml <<'END'
kinds:
  external.erp:
    name: ERP
    role: Keeps the books
    synonyms: [sap]
    fields: {seats: {type: number, sentence: Seats bought.}}
    prices: [{item: ERP seats, metric: seats, amount: 9.50, unit: seat, model: seat, as-of: 2026-02-28, source: bg}]
END
cat >d.yaml <<'END'
troika: 1
name: Books
budget: 100
catalog: [own.yaml]
platforms:
  own: {vendor: external, why: "Ours, and nobody else has it.", owner: us}
components:
  erp: {kind: external.erp, on: own, seats: 4}
END
run 0 'a design with a kind of its own' "$troika" check d.yaml
run 0 'is priced' "$troika" cost d.yaml
has out 'by its own price' '38.00'
echo 'set erp seats=5' >change
run 0 'is changed' "$troika" apply d.yaml change
has d.yaml 'in the file' 'seats: 5'
run 0 'is drawn' "$troika" screen d.yaml --size 80x24
has out 'with its box' 'erp'

sed 's/9.50/nine/' own.yaml >broken.yaml
sed 's/own.yaml/broken.yaml/' d.yaml >e.yaml
run 2 'a fault in it' "$troika" check e.yaml
has err 'has its place' 'broken.yaml:7:55: '
lacks err 'and is not told a second time as an unknown kind' 'is not in the catalogue'

sed 's/own.yaml/nowhere.yaml/' d.yaml >n.yaml
run 2 'a file that is not there' "$troika" check n.yaml
has err 'is told where it is named' 'n.yaml:4:11: there is no such file or folder as "nowhere.yaml"'

sed 's/ *catalog:.*//' d.yaml >f.yaml
run 2 'without the file the kind is unknown' "$troika" check f.yaml
mkdir -p config/troika/catalog
cp own.yaml config/troika/catalog/
run 0 'in the configuration folder it is known to all' "$troika" check f.yaml
run 0 'and explained' "$troika" explain external.erp
has out 'by its role' 'Keeps the books'
run 0 'and listed' "$troika" catalog kinds sap
has out 'by another word' 'external.erp'
run 0 'and in the schema' "$troika" schema
has out 'as a kind' 'external.erp'
cp broken.yaml config/troika/catalog/
run 2 'a fault there' "$troika" catalog kinds
has err 'names the file' 'broken.yaml:7:55: '
finish
